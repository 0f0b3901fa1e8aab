package io.perennial.rewards;

import static io.perennial.rewards.Shelf.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import io.perennial.membership.KeepPictures;
import io.perennial.membership.PictureId;
import io.perennial.membership.RecordChange.Change;
import io.perennial.rewards.EditCatalogue.Listed;
import io.perennial.rewards.EditCatalogue.Outcome;
import io.perennial.rewards.EditCatalogue.Status;
import io.perennial.rewards.Shelf.Written;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@RewardsOnFakes
class EditCatalogueTests {

    @Autowired
    private EditCatalogue catalogue;

    @Autowired
    private KeepPictures pictures;

    @Autowired
    private RecordedChanges changes;

    @Autowired
    private HeardEvents events;

    @Autowired
    private TurnableClock clock;

    @Autowired
    private Shelf shelf;

    @BeforeEach
    void it_is_quiet() {
        clock.turnTo(TurnableClock.START);
        events.forget();
    }

    @Test
    void a_new_reward_is_a_draft_without_stock() {
        var reward = full().reward();

        assertThat(catalogue.save(reward, 0, STAFF)).isEqualTo(new Outcome.Saved(1));

        assertThat(catalogue.find(reward.id())).contains(new Listed(reward, Status.DRAFT, 0, 0, 1));
        assertThat(changes.of(reward.id()))
                .containsExactly(new Change(
                        STAFF, "reward.created", "reward", reward.id().toString(), null, """
                        {"status":"DRAFT","kind":"COUPON","nameZh":"代金券","nameEn":"Voucher","descriptionZh":"白色，三百毫升",\
                        "descriptionEn":"White, 300 ml","price":70,"memberLimit":2,"tier":"vip",\
                        "visibleFrom":"2026-11-22T01:00:00.123456Z","visibleUntil":"2026-11-23T01:00:00.123456Z",\
                        "cashOff":"CNY 12.34","sku":"CUP-7","category":"cups"}"""));
    }

    @Test
    void new_content_raises_the_version_and_keeps_status_and_stock() {
        var reward = shelf.published(5, written -> written);
        var dearer = new Written().as(reward.id()).price(120).reward();

        assertThat(catalogue.save(dearer, 2, STAFF)).isEqualTo(new Outcome.Saved(3));

        assertThat(catalogue.find(reward.id())).contains(new Listed(dearer, Status.PUBLISHED, 5, 0, 3));
        var change = changes.of(reward.id()).getLast();
        assertThat(change.action()).isEqualTo("reward.changed");
        assertThat(change.before()).contains("\"price\":100");
        assertThat(change.after()).contains("\"price\":120");
    }

    @Test
    void what_was_optional_can_be_taken_away_again() {
        var reward = shelf.draft(0, written -> full().as(RewardId.next()));
        var plain = new Written().as(reward.id()).reward();

        assertThat(catalogue.save(plain, 1, STAFF)).isEqualTo(new Outcome.Saved(2));

        assertThat(catalogue.find(reward.id()).map(Listed::reward)).contains(plain);
    }

    @Test
    void saving_what_is_there_already_changes_nothing() {
        var reward = shelf.draft(0, written -> full());

        assertThat(catalogue.save(reward, 1, STAFF)).isEqualTo(new Outcome.Saved(1));
        assertThat(changes.of(reward.id())).hasSize(1);
    }

    @Test
    void an_older_version_does_not_overwrite_a_newer_one() {
        var reward = shelf.draft(0, written -> written);
        var mine = new Written().as(reward.id()).price(1).reward();
        catalogue.save(new Written().as(reward.id()).price(2).reward(), 1, STAFF);

        assertThat(catalogue.save(mine, 1, STAFF)).isEqualTo(new Outcome.ChangedMeanwhile());
        assertThat(catalogue.save(mine, 0, STAFF)).isEqualTo(new Outcome.ChangedMeanwhile());
        assertThat(catalogue.find(reward.id()).orElseThrow().reward().price().value())
                .isEqualTo(2);
    }

    @Test
    void what_it_points_to_must_exist() {
        var picture = PictureId.next();
        assertThat(catalogue.save(new Written().tier("gold").reward(), 0, STAFF))
                .isEqualTo(new Outcome.UnknownTier("gold"));
        assertThat(catalogue.save(new Written().picture(picture).reward(), 0, STAFF))
                .isEqualTo(new Outcome.UnknownPicture());
        assertThat(catalogue.rewards()).isEmpty();
    }

    @Test
    void a_picture_that_is_kept_goes_with_a_reward() {
        var kept = (KeepPictures.Outcome.Kept) pictures.keep(new byte[1], STAFF);
        var reward = new Written().picture(kept.picture()).reward();

        assertThat(catalogue.save(reward, 0, STAFF)).isEqualTo(new Outcome.Saved(1));
        assertThat(catalogue.find(reward.id()).orElseThrow().reward()).isEqualTo(reward);
    }

    @Test
    void what_is_unknown_cannot_be_changed() {
        var nowhere = new Written().reward();
        assertThat(catalogue.save(nowhere, 1, STAFF)).isEqualTo(new Outcome.UnknownReward());
        assertThat(catalogue.publish(nowhere.id(), STAFF)).isEqualTo(new Outcome.UnknownReward());
        assertThat(catalogue.withdraw(nowhere.id(), STAFF)).isEqualTo(new Outcome.UnknownReward());
        assertThat(catalogue.changeStock(nowhere.id(), 1, STAFF)).isEqualTo(new Outcome.UnknownReward());
        assertThat(catalogue.find(nowhere.id())).isEmpty();
    }

    @Test
    void publishing_and_withdrawing_are_told_once() {
        var reward = shelf.draft(0, written -> written);
        clock.turn(Duration.ofMinutes(1));

        assertThat(catalogue.publish(reward.id(), STAFF)).isEqualTo(new Outcome.Saved(2));
        assertThat(catalogue.publish(reward.id(), STAFF)).isEqualTo(new Outcome.Saved(2));
        assertThat(catalogue.withdraw(reward.id(), STAFF)).isEqualTo(new Outcome.Saved(3));
        assertThat(catalogue.withdraw(reward.id(), STAFF)).isEqualTo(new Outcome.Saved(3));
        assertThat(catalogue.publish(reward.id(), STAFF)).isEqualTo(new Outcome.Saved(4));

        var published = new RewardPublished(reward.id(), clock.instant());
        assertThat(events.of(RewardPublished.class)).containsExactly(published, published);
        assertThat(events.of(RewardWithdrawn.class)).containsExactly(new RewardWithdrawn(reward.id(), clock.instant()));
        assertThat(changes.of(reward.id()))
                .extracting(Change::action)
                .containsExactly("reward.created", "reward.published", "reward.withdrawn", "reward.published");
    }

    @Test
    void a_draft_that_is_withdrawn_was_never_seen() {
        var reward = shelf.draft(0, written -> written);

        catalogue.withdraw(reward.id(), STAFF);

        assertThat(catalogue.find(reward.id()).orElseThrow().status()).isEqualTo(Status.WITHDRAWN);
        assertThat(events.of(RewardWithdrawn.class)).isEmpty();
    }

    @Test
    void stock_goes_up_and_down_to_the_last_piece() {
        var reward = shelf.draft(5, written -> written);

        assertThat(catalogue.changeStock(reward.id(), -6, STAFF)).isEqualTo(new Outcome.StockOutOfRange(5));
        assertThat(catalogue.changeStock(reward.id(), -5, STAFF)).isEqualTo(new Outcome.Saved(1));
        assertThat(catalogue.changeStock(reward.id(), 100_000_000, STAFF)).isEqualTo(new Outcome.Saved(1));
        assertThat(catalogue.changeStock(reward.id(), 1, STAFF)).isEqualTo(new Outcome.StockOutOfRange(100_000_000));
        assertThat(catalogue.changeStock(reward.id(), 0, STAFF)).isEqualTo(new Outcome.Saved(1));

        assertThat(catalogue.find(reward.id()).orElseThrow().left()).isEqualTo(100_000_000);
        assertThat(changes.of(reward.id()))
                .extracting(Change::before, Change::after)
                .endsWith(tuple("{\"left\":5}", "{\"left\":0}"), tuple("{\"left\":0}", "{\"left\":100000000}"));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE, -100_000_001, 100_000_001})
    void no_number_is_too_wild_to_be_refused(long change) {
        var reward = shelf.draft(5, written -> written);
        assertThat(catalogue.changeStock(reward.id(), change, STAFF)).isEqualTo(new Outcome.StockOutOfRange(5));
    }

    @Test
    void rewards_are_listed_newest_first() {
        var first = shelf.draft(1, written -> written);
        var second = shelf.published(2, written -> written);

        assertThat(catalogue.rewards())
                .containsExactly(
                        new Listed(second, Status.PUBLISHED, 2, 0, 2), new Listed(first, Status.DRAFT, 1, 0, 1));
    }

    @Test
    void nothing_changes_without_its_line_in_the_audit_trail() {
        var reward = shelf.draft(5, written -> written);
        var other = new Written().reward();
        changes.whileBroken(() -> {
            assertThatIllegalStateException().isThrownBy(() -> catalogue.save(other, 0, STAFF));
            assertThatIllegalStateException()
                    .isThrownBy(() -> catalogue.save(
                            new Written().as(reward.id()).price(1).reward(), 1, STAFF));
            assertThatIllegalStateException().isThrownBy(() -> catalogue.publish(reward.id(), STAFF));
            assertThatIllegalStateException().isThrownBy(() -> catalogue.withdraw(reward.id(), STAFF));
            assertThatIllegalStateException().isThrownBy(() -> catalogue.changeStock(reward.id(), 1, STAFF));
        });

        assertThat(catalogue.rewards()).containsExactly(new Listed(reward, Status.DRAFT, 5, 0, 1));
    }

    private static Written full() {
        return new Written()
                .named("代金券", "Voucher")
                .price(70)
                .limit(2)
                .tier("vip")
                .from(TurnableClock.START)
                .until(TurnableClock.START.plus(Duration.ofDays(1)))
                .takingOff("CNY 12.34");
    }
}
