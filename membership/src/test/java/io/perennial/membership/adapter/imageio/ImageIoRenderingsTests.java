package io.perennial.membership.adapter.imageio;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.domain.Renderings.Rendering;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageIoRenderingsTests {

    private final ImageIoRenderings renderings = new ImageIoRenderings();

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "gif"})
    void draws_what_browsers_draw(String format) throws IOException {
        var drawn = rendered(file(painted(60, 40, BufferedImage.TYPE_INT_RGB), format));

        assertThat(drawn.getWidth()).isEqualTo(60);
        assertThat(drawn.getHeight()).isEqualTo(40);
        assertThat(red(drawn, 15, 20)).isGreaterThan(200);
        assertThat(red(drawn, 45, 20)).isLessThan(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bmp", "tiff", "wbmp"})
    void refuses_what_browsers_do_not_draw(String format) throws IOException {
        var file = file(painted(60, 40, BufferedImage.TYPE_BYTE_BINARY), format);
        assertThat(file).isNotEmpty();
        assertThat(renderings.of(file)).isEqualTo(new Rendering.Unreadable());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "G",
                "GIF89a",
                "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
                "<!doctype html><script>alert(1)</script>",
                "RIFF\0\0\0\0WEBPVP8 ",
                "%PDF-1.7"
            })
    void refuses_what_is_no_picture(String text) {
        assertThat(renderings.of(text.getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(new Rendering.Unreadable());
    }

    @ParameterizedTest
    @CsvSource({"3000,1500,1200,600", "1500,3000,600,1200", "1201,10,1200,10", "1200,1200,1200,1200", "9000,3,1200,1"})
    void makes_large_pictures_smaller_and_keeps_their_shape(int width, int height, int drawnWidth, int drawnHeight)
            throws IOException {
        var drawn = rendered(file(painted(width, height, BufferedImage.TYPE_INT_RGB), "png"));

        assertThat(drawn.getWidth()).isEqualTo(drawnWidth);
        assertThat(drawn.getHeight()).isEqualTo(drawnHeight);
        assertThat(red(drawn, drawnWidth / 4, drawnHeight / 2)).isGreaterThan(200);
        assertThat(red(drawn, drawnWidth * 3 / 4, drawnHeight / 2)).isLessThan(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "gif"})
    void what_is_transparent_becomes_white(String format) throws IOException {
        var drawn = rendered(file(new BufferedImage(20, 20, BufferedImage.TYPE_INT_ARGB), format));

        assertThat(new Color(drawn.getRGB(10, 10))).isEqualTo(Color.WHITE);
    }

    @Test
    void what_is_half_transparent_lies_on_white() throws IOException {
        var half = new BufferedImage(20, 20, BufferedImage.TYPE_INT_ARGB);
        for (var place = 0; place < 400; place++) {
            half.setRGB(place % 20, place / 20, 0x80000000);
        }

        assertThat(red(rendered(file(half, "png")), 10, 10)).isBetween(120, 135);
    }

    @Test
    void a_picture_from_a_camera_held_sideways_stands_upright() throws IOException {
        var file = withOrientation(file(painted(60, 40, BufferedImage.TYPE_INT_RGB), "jpg"), 6);

        var drawn = rendered(file);

        assertThat(drawn.getWidth()).isEqualTo(40);
        assertThat(drawn.getHeight()).isEqualTo(60);
        assertThat(red(drawn, 20, 15)).isGreaterThan(200);
        assertThat(red(drawn, 20, 45)).isLessThan(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "gif"})
    void refuses_a_file_whose_end_is_missing(String format) throws IOException {
        var whole = file(noise(200, 200), format);
        for (var percent : new int[] {1, 10, 50, 90}) {
            var part = Arrays.copyOf(whole, whole.length * percent / 100);
            assertThat(renderings.of(part)).as("%d %%", percent).isEqualTo(new Rendering.Unreadable());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "gif"})
    void no_broken_file_breaks_it(String format) throws IOException {
        var whole = file(noise(50, 50), format);
        var random = new Random(11);
        for (var round = 0; round < 300; round++) {
            var broken = whole.clone();
            for (var hit = 0; hit < 5; hit++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            assertThat(renderings.of(broken)).isNotNull();
        }
    }

    @Test
    void a_bomb_is_refused_before_it_is_decoded() throws IOException {
        // 100,000 × 100,000 pixels would be 30 GB; there is not even one byte of them in the file.
        assertThat(renderings.of(pngHeader(100_000, 100_000))).isEqualTo(new Rendering.TooManyPixels());
        assertThat(renderings.of(pngHeader(Integer.MAX_VALUE, Integer.MAX_VALUE)))
                .isEqualTo(new Rendering.TooManyPixels());
        assertThat(renderings.of(pngHeader(8_000, 5_000))).isEqualTo(new Rendering.Unreadable());
        assertThat(renderings.of(pngHeader(8_000, 5_001))).isEqualTo(new Rendering.TooManyPixels());
    }

    @Test
    void forty_million_pixels_are_drawn_in_little_memory() throws IOException {
        var file = file(painted(8_000, 5_000, BufferedImage.TYPE_BYTE_BINARY), "png");

        assertThat(rendered(file).getWidth()).isEqualTo(1_200);
    }

    @Test
    void nothing_of_what_was_hidden_in_the_file_is_left() throws IOException {
        var script = "<script>alert(1)</script>";
        var picture = file(painted(60, 40, BufferedImage.TYPE_INT_RGB), "gif");
        var polyglot = Arrays.copyOf(picture, picture.length + script.length());
        System.arraycopy(script.getBytes(StandardCharsets.US_ASCII), 0, polyglot, picture.length, script.length());

        var drawn = ((Rendering.Rendered) renderings.of(polyglot)).picture();

        assertThat(drawn.contentType()).isEqualTo("image/jpeg");
        assertThat(new String(drawn.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("script");
        assertThat(drawn.bytes()).startsWith(0xFF, 0xD8, 0xFF).endsWith(0xFF, 0xD9);
    }

    private BufferedImage rendered(byte[] file) throws IOException {
        var rendering = renderings.of(file);
        assertThat(rendering).isInstanceOf(Rendering.Rendered.class);
        return ImageIO.read(new ByteArrayInputStream(
                ((Rendering.Rendered) rendering).picture().bytes()));
    }

    private static int red(BufferedImage image, int x, int y) {
        return new Color(image.getRGB(x, y)).getRed();
    }

    /** White on the left, black on the right. */
    private static BufferedImage painted(int width, int height, int type) {
        var image = new BufferedImage(width, height, type);
        var brush = image.createGraphics();
        brush.setColor(Color.WHITE);
        brush.fillRect(0, 0, width / 2, height);
        brush.setColor(Color.BLACK);
        brush.fillRect(width / 2, 0, width - width / 2, height);
        brush.dispose();
        return image;
    }

    private static BufferedImage noise(int width, int height) {
        var random = new Random(3);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (var place = 0; place < width * height; place++) {
            image.setRGB(place % width, place / width, random.nextInt());
        }
        return image;
    }

    private static byte[] file(BufferedImage image, String format) throws IOException {
        var written = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, written)).isTrue();
        return written.toByteArray();
    }

    /** A PNG that promises this many pixels and has none of them. */
    private static byte[] pngHeader(int width, int height) throws IOException {
        var header = new ByteArrayOutputStream();
        var fields = new DataOutputStream(header);
        fields.writeBytes("IHDR");
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {8, 2, 0, 0, 0});
        var checksum = new CRC32();
        checksum.update(header.toByteArray());
        var file = new ByteArrayOutputStream();
        var parts = new DataOutputStream(file);
        parts.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A});
        parts.writeInt(13);
        parts.write(header.toByteArray());
        parts.writeInt((int) checksum.getValue());
        return file.toByteArray();
    }

    /** Puts an Exif segment with nothing but the orientation behind a JPEG's first marker. */
    private static byte[] withOrientation(byte[] jpeg, int orientation) throws IOException {
        var segment = new ByteArrayOutputStream();
        var fields = new DataOutputStream(segment);
        fields.writeBytes("Exif\0\0MM");
        fields.writeShort(42);
        fields.writeInt(8);
        fields.writeShort(1);
        fields.writeShort(0x0112);
        fields.writeShort(3);
        fields.writeInt(1);
        fields.writeShort(orientation);
        fields.writeShort(0);
        fields.writeInt(0);
        var file = new ByteArrayOutputStream();
        var parts = new DataOutputStream(file);
        parts.write(jpeg, 0, 2);
        parts.writeShort(0xFFE1);
        parts.writeShort(segment.size() + 2);
        parts.write(segment.toByteArray());
        parts.write(jpeg, 2, jpeg.length - 2);
        return file.toByteArray();
    }
}
