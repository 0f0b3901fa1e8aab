package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.KeepPictures.Outcome;
import io.perennial.testing.TestDatabase;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;

@MembershipTest
class KeepPicturesTests {

    private static final StaffId STAFF = StaffId.next();

    @Autowired
    private KeepPictures pictures;

    @Autowired
    private RedrawPicture redrawPicture;

    @Autowired
    private ReadAuditTrail auditTrail;

    @Autowired
    private TransactionOperations transaction;

    @Test
    void a_picture_is_drawn_anew_and_kept() throws IOException {
        var kept = (Outcome.Kept) pictures.keep(png(30, 20), STAFF);

        var picture = pictures.find(kept.picture()).orElseThrow();
        assertThat(picture.contentType()).isEqualTo("image/jpeg");
        assertThat(ImageIO.read(new ByteArrayInputStream(picture.bytes())).getWidth())
                .isEqualTo(30);
        assertThat(pictures.isKept(kept.picture())).isTrue();
        assertThat(auditTrail
                        .find(new ReadAuditTrail.Query(
                                Optional.of("picture"),
                                Optional.of(kept.picture().toString()),
                                Optional.empty(),
                                Optional.empty(),
                                10))
                        .lines())
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.by()).isEqualTo(STAFF);
                    assertThat(line.action()).isEqualTo("picture.kept");
                });
    }

    @Test
    void a_picture_that_is_only_redrawn_is_kept_nowhere() {
        assertThat(redrawPicture.redraw(png(30, 20))).isInstanceOf(RedrawPicture.Outcome.Redrawn.class);
        nothing_is_kept();
    }

    @Test
    void what_is_no_picture_is_not_kept() {
        assertThat(pictures.keep("<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8), STAFF))
                .isEqualTo(new Outcome.NotAPicture());
        assertThat(pictures.keep(new byte[0], STAFF)).isEqualTo(new Outcome.NotAPicture());
        nothing_is_kept();
    }

    @Test
    void eight_mebibytes_are_the_most() {
        var limit = 8 * 1024 * 1024;
        var padded = Arrays.copyOf(png(3, 2), limit);

        assertThat(pictures.keep(padded, STAFF)).isInstanceOf(Outcome.Kept.class);
        assertThat(pictures.keep(Arrays.copyOf(padded, limit + 1), STAFF)).isEqualTo(new Outcome.TooLarge());
    }

    @Test
    void a_picture_whose_transaction_fails_is_not_kept() {
        transaction.executeWithoutResult(failing -> {
            assertThat(pictures.keep(png(3, 2), STAFF)).isInstanceOf(Outcome.Kept.class);
            failing.setRollbackOnly();
        });
        nothing_is_kept();
    }

    @Test
    void an_unknown_picture_is_unknown() {
        assertThat(pictures.find(PictureId.next())).isEmpty();
        assertThat(pictures.isKept(PictureId.next())).isFalse();
    }

    private static void nothing_is_kept() {
        assertThat(TestDatabase.get().dsl().fetchCount(DSL.table("membership_picture")))
                .isZero();
    }

    private static byte[] png(int width, int height) {
        var written = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", written);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return written.toByteArray();
    }
}
