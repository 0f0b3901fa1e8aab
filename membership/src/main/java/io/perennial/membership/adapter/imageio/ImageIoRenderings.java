package io.perennial.membership.adapter.imageio;

import io.perennial.membership.Picture;
import io.perennial.membership.domain.Renderings;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.resizers.Resizers;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import net.coobird.thumbnailator.util.exif.Orientation;
import org.springframework.stereotype.Component;

/**
 * How is it designed, and why: the first bytes decide which decoder is asked, whatever name the file had. Width and height
 * come from the header, before a pixel is decoded. A large picture is decoded coarsely, to about twice the size that is
 * wanted, so that 40 million pixels need no 160 MB; and one at a time, so that ten uploads do not either. Then it is turned
 * as the camera says, drawn on white, made smaller and written as a JPEG: nothing of the uploaded bytes is in the result.
 */
@Component
class ImageIoRenderings implements Renderings {

    private static final double QUALITY = .85;

    /** How ImageIO's JPEG reader says that the end of the file is missing; it would fill the rest with grey. */
    private static final String CUT_OFF = "Truncated File";

    private final Semaphore oneAtATime = new Semaphore(1);

    @Override
    public Rendering of(byte[] uploaded) {
        var format = format(uploaded);
        if (format.isEmpty()) {
            return new Rendering.Unreadable();
        }
        var reader = ImageIO.getImageReadersByFormatName(format.get()).next();
        oneAtATime.acquireUninterruptibly();
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(uploaded))) {
            // What stands beside the pixels is not read: it may be broken, or a bomb of its own.
            reader.setInput(input, true, true);
            var pixels = Math.multiplyFull(reader.getWidth(0), reader.getHeight(0));
            return pixels > MOST_PIXELS ? new Rendering.TooManyPixels() : rendered(reader, orientation(uploaded));
        } catch (IOException | RuntimeException broken) {
            // Decoders answer broken files with exceptions of many kinds.
            return new Rendering.Unreadable();
        } finally {
            reader.dispose();
            oneAtATime.release();
        }
    }

    private static Optional<String> format(byte[] bytes) {
        if (startsWith(bytes, 0xFF, 0xD8, 0xFF)) {
            return Optional.of("jpeg");
        }
        if (startsWith(bytes, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return Optional.of("png");
        }
        return startsWith(bytes, 'G', 'I', 'F', '8') ? Optional.of("gif") : Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        for (var place = 0; place < start.length; place++) {
            if (place >= bytes.length || (bytes[place] & 0xFF) != start[place]) {
                return false;
            }
        }
        return true;
    }

    private static Rendering rendered(ImageReader reader, Orientation orientation) throws IOException {
        var decoded = decoded(reader);
        var upright = ExifFilterUtils.getFilterForOrientation(orientation).apply(onWhite(decoded));
        return new Rendering.Rendered(new Picture("image/jpeg", jpeg(smaller(upright))));
    }

    /** A JPEG is a row of segments, each with its length; a camera writes how it was held into the one called Exif. */
    private static Orientation orientation(byte[] file) {
        var bytes = ByteBuffer.wrap(file);
        var place = 2;
        while (place + 4 <= file.length && startsWith(file, 0xFF, 0xD8, 0xFF) && file[place] == (byte) 0xFF) {
            var length = Short.toUnsignedInt(bytes.getShort(place + 2));
            var end = Math.min(place + 2 + Math.max(length, 2), file.length);
            var segment = Arrays.copyOfRange(file, Math.min(place + 4, end), end);
            if (file[place + 1] == (byte) 0xE1 && startsWith(segment, 'E', 'x', 'i', 'f', 0, 0)) {
                return orientationIn(segment);
            }
            place = end;
        }
        return Orientation.TOP_LEFT;
    }

    private static Orientation orientationIn(byte[] exif) {
        try {
            var stored = ExifUtils.getOrientationFromExif(exif);
            return stored == null ? Orientation.TOP_LEFT : stored;
        } catch (RuntimeException unreadable) {
            return Orientation.TOP_LEFT;
        }
    }

    private static BufferedImage decoded(ImageReader reader) throws IOException {
        var cutOff = new boolean[1];
        reader.addIIOReadWarningListener((_, warning) -> cutOff[0] |= warning.contains(CUT_OFF));
        var coarsely = reader.getDefaultReadParam();
        var step = Math.max(1, Math.max(reader.getWidth(0), reader.getHeight(0)) / (2 * LONGEST_SIDE));
        coarsely.setSourceSubsampling(step, step, 0, 0);
        var decoded = reader.read(0, coarsely);
        if (cutOff[0]) {
            throw new IIOException("the end of the file is missing");
        }
        return decoded;
    }

    private static BufferedImage onWhite(BufferedImage image) {
        var white = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        var brush = white.createGraphics();
        try {
            brush.drawImage(image, 0, 0, Color.WHITE, null);
        } finally {
            brush.dispose();
        }
        return white;
    }

    private static BufferedImage smaller(BufferedImage image) throws IOException {
        var longest = Math.max(image.getWidth(), image.getHeight());
        if (longest <= LONGEST_SIDE) {
            return image;
        }
        var scale = (double) LONGEST_SIDE / longest;
        // The progressive way halves the sides, and a line of three pixels would become none.
        var thin = Math.min(image.getWidth(), image.getHeight()) < 4;
        return Thumbnails.of(image)
                .resizer(thin ? Resizers.BILINEAR : Resizers.PROGRESSIVE)
                .forceSize(scaled(image.getWidth(), scale), scaled(image.getHeight(), scale))
                .imageType(BufferedImage.TYPE_INT_RGB)
                .asBufferedImage();
    }

    private static int scaled(int side, double scale) {
        return Math.max(1, (int) Math.round(side * scale));
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        var written = new ByteArrayOutputStream();
        Thumbnails.of(image).scale(1).outputFormat("jpg").outputQuality(QUALITY).toOutputStream(written);
        return written.toByteArray();
    }
}
