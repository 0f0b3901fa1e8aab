package io.perennial.rewards;

import static io.perennial.rewards.Shelf.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.perennial.rewards.KeepPictures.Outcome;
import io.perennial.testing.TestDatabase;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@RewardsOnFakes
class KeepPicturesTests {

    @Autowired
    private KeepPictures pictures;

    @Autowired
    private EditCatalogue catalogue;

    @Autowired
    private RecordedChanges changes;

    @Test
    void a_picture_is_kept_for_a_reward() throws IOException {
        var kept = (Outcome.Kept) pictures.keep(png(30, 20), STAFF);

        var picture = pictures.find(kept.picture()).orElseThrow();
        assertThat(picture.contentType()).isEqualTo("image/jpeg");
        assertThat(ImageIO.read(new ByteArrayInputStream(picture.bytes())).getWidth())
                .isEqualTo(30);
        var reward = new Shelf.Written().picture(kept.picture()).reward();
        assertThat(catalogue.save(reward, 0, STAFF)).isEqualTo(new EditCatalogue.Outcome.Saved(1));
        assertThat(catalogue.find(reward.id()).orElseThrow().reward()).isEqualTo(reward);
        assertThat(changes.of(kept.picture())).singleElement().satisfies(change -> {
            assertThat(change.by()).isEqualTo(STAFF);
            assertThat(change.action()).isEqualTo("picture.kept");
        });
    }

    @Test
    void what_is_no_picture_is_not_kept() {
        assertThat(pictures.keep("<svg onload='alert(1)'/>".getBytes(), STAFF)).isEqualTo(new Outcome.NotAPicture());
        assertThat(pictures.keep(new byte[0], STAFF)).isEqualTo(new Outcome.NotAPicture());
        nothing_is_kept();
    }

    @Test
    void eight_mebibytes_are_the_most() throws IOException {
        var limit = 8 * 1024 * 1024;
        var padded = Arrays.copyOf(png(3, 2), limit);

        assertThat(pictures.keep(padded, STAFF)).isInstanceOf(Outcome.Kept.class);
        assertThat(pictures.keep(Arrays.copyOf(padded, limit + 1), STAFF)).isEqualTo(new Outcome.TooLarge());
    }

    @Test
    void a_picture_is_not_kept_without_its_line_in_the_audit_trail() {
        changes.whileBroken(() -> assertThatIllegalStateException().isThrownBy(() -> pictures.keep(png(3, 2), STAFF)));
        nothing_is_kept();
    }

    @Test
    void an_unknown_picture_is_unknown() {
        assertThat(pictures.find(PictureId.next())).isEmpty();
    }

    private static void nothing_is_kept() {
        assertThat(TestDatabase.get().dsl().fetchCount(DSL.table("rewards_picture")))
                .isZero();
    }

    private static byte[] png(int width, int height) throws IOException {
        var written = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", written);
        return written.toByteArray();
    }
}
