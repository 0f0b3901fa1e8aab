package io.perennial.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.BilingualText;
import io.perennial.membership.KeepPictures;
import io.perennial.membership.PictureId;
import io.perennial.points.Mission.Recurrence;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Badges: earned once, kept for ever. */
class BadgeTests extends MissionStories {

    @Test
    void a_badge_is_earned_once_and_kept() {
        var badge = new Badge(
                BadgeId.next(), 1, new BilingualText("常客", "Regular"), new BilingualText("每天", "Often"), "flower1");
        assertThat(editBadges.save(badge, STAFF)).isEqualTo(new EditBadges.Outcome.Done(badge.id(), 1));
        publish(with(mission(Recurrence.DAILY, 1, twice()), Set.of(), new Prize(Points.NONE, 7, badge.id())));
        for (int day = 0; day < 2; day++) {
            clock.turnTo(at(MONDAY.plusDays(day), "12:00"));
            told(buy(anna, "A" + day, "20.00"));
            told(buy(anna, "B" + day, "20.00"));
        }
        editBadges.retire(badge.id(), STAFF);

        assertThat(readBadges.of(anna)).singleElement().satisfies(earned -> {
            assertThat(earned.badge()).isEqualTo(badge);
            assertThat(earned.at()).isEqualTo(at(MONDAY, "12:00"));
            assertThat(earned.forWhat().en()).isEqualTo("Two purchases");
        });
        assertThat(readMissions.completed(anna, 5)).hasSize(2);
        assertThat(readBadges.all()).containsExactly(new ReadBadges.Listed(badge, true, 1));
        assertThat(editBadges.save(new Badge(badge.id(), 2, badge.name(), badge.text(), "leaf"), STAFF))
                .isEqualTo(new EditBadges.Outcome.UnknownBadge());
    }

    @Test
    void a_badge_has_a_picture_that_was_kept_or_none(@Autowired KeepPictures keepPictures) throws Exception {
        var name = new BilingualText("常客", "Regular");
        var id = BadgeId.next();
        var drawn = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", drawn);
        var kept = (KeepPictures.Outcome.Kept) keepPictures.keep(drawn.toByteArray(), STAFF);

        assertThat(editBadges.save(new Badge(id, 1, name, name, "leaf", PictureId.next()), STAFF))
                .isEqualTo(new EditBadges.Outcome.UnknownPicture());
        editBadges.save(new Badge(id, 1, name, name, "leaf", kept.picture()), STAFF);
        assertThat(readBadges.find(id)).map(Badge::picture).contains(kept.picture());
        editBadges.save(new Badge(id, 2, name, name, "leaf"), STAFF);
        assertThat(readBadges.find(id).orElseThrow().picture()).isNull();
    }

    @Test
    void a_badge_changes_its_looks_one_version_after_the_other() {
        var id = BadgeId.next();
        var name = new BilingualText("常客", "Regular");
        editBadges.save(new Badge(id, 1, name, name, "flower1"), STAFF);

        assertThat(editBadges.save(new Badge(id, 2, name, name, "leaf"), STAFF))
                .isEqualTo(new EditBadges.Outcome.Done(id, 2));
        assertThat(editBadges.save(new Badge(id, 2, name, name, "sun"), STAFF))
                .isEqualTo(new EditBadges.Outcome.ChangedMeanwhile(2));
        assertThat(editBadges.save(new Badge(id, 1, name, name, "sun"), STAFF))
                .isEqualTo(new EditBadges.Outcome.ChangedMeanwhile(1));
        assertThat(readBadges.find(id)).map(Badge::icon).contains("leaf");
    }
}
