package io.perennial.rewards;

import static io.perennial.rewards.Shelf.STAFF;
import static io.perennial.rewards.adapter.jooq.generated.tables.RewardsRedemption.REWARDS_REDEMPTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.perennial.membership.MemberId;
import io.perennial.membership.RecordChange.Change;
import io.perennial.points.Points;
import io.perennial.rewards.RedeemReward.Redeeming;
import io.perennial.rewards.SettleRedemption.Outcome;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@RewardsOnFakes
class SettleRedemptionTests {

    @Autowired
    private SettleRedemption settling;

    @Autowired
    private RedeemReward redeemReward;

    @Autowired
    private EditCatalogue catalogue;

    @Autowired
    private ReadRedemptions redemptions;

    @Autowired
    private FakePoints points;

    @Autowired
    private RecordedChanges changes;

    @Autowired
    private HeardEvents events;

    @Autowired
    private TurnableClock clock;

    @Autowired
    private Shelf shelf;

    private MemberId member = MemberId.next();
    private Reward reward;
    private RedemptionId redemption;

    @BeforeEach
    void a_member_has_redeemed_a_cup() {
        clock.turnTo(TurnableClock.START);
        member = MemberId.next();
        points.give(member, 100);
        reward = shelf.published(1, written -> written.limit(1));
        redemption = ((RedeemReward.Outcome.Redeemed) redeemReward.redeem(new Redeeming(member, reward.id(), "a")))
                .redemption();
        events.forget();
        clock.turn(Duration.ofHours(1));
    }

    @Test
    void handing_over_ends_it_and_says_who_did_it() {
        assertThat(settling.handOver(redemption, STAFF)).isEqualTo(new Outcome.HandedOver());

        var line = redemptions.find(redemption).orElseThrow();
        assertThat(line.status()).isEqualTo(RedemptionStatus.HANDED_OVER);
        assertThat(line.settledAt()).isEqualTo(clock.instant());
        assertThat(TestDatabase.get()
                        .dsl()
                        .fetchValue(
                                REWARDS_REDEMPTION.SETTLED_BY, REWARDS_REDEMPTION.REDEMPTION_ID.eq(redemption.value())))
                .isEqualTo(STAFF.value());
        assertThat(events.of(RedemptionHandedOver.class))
                .containsExactly(new RedemptionHandedOver(redemption, member, clock.instant()));
        assertThat(changes.of(redemption))
                .containsExactly(new Change(
                        STAFF,
                        "redemption.handed-over",
                        "redemption",
                        redemption.toString(),
                        "{\"status\":\"ORDERED\"}",
                        "{\"status\":\"HANDED_OVER\"}",
                        member));
    }

    @Test
    void cancelling_gives_points_stock_and_allowance_back() {
        assertThat(settling.cancel(redemption, "  cup was broken ", STAFF))
                .isEqualTo(new Outcome.Cancelled(Points.of(100)));

        var line = redemptions.find(redemption).orElseThrow();
        assertThat(line.status()).isEqualTo(RedemptionStatus.CANCELLED);
        assertThat(line.cancelReason()).isEqualTo("cup was broken");
        assertThat(line.settledAt()).isEqualTo(clock.instant());
        assertThat(points.of(member).points()).isEqualTo(Points.of(100));
        assertThat(listed().left()).isEqualTo(1);
        assertThat(listed().redeemed()).isZero();
        assertThat(events.of(RedemptionCancelled.class))
                .containsExactly(new RedemptionCancelled(redemption, member, 100, "cup was broken", clock.instant()));
        assertThat(changes.of(redemption))
                .containsExactly(new Change(
                        STAFF,
                        "redemption.cancelled",
                        "redemption",
                        redemption.toString(),
                        "{\"status\":\"ORDERED\"}",
                        "{\"points\":100,\"reason\":\"cup was broken\",\"status\":\"CANCELLED\"}",
                        member));
        assertThat(redeemReward.redeem(new Redeeming(member, reward.id(), "b")))
                .isInstanceOf(RedeemReward.Outcome.Redeemed.class);
    }

    @Test
    void a_second_click_changes_nothing() {
        settling.handOver(redemption, STAFF);

        assertThat(settling.handOver(redemption, STAFF)).isEqualTo(new Outcome.Already(RedemptionStatus.HANDED_OVER));
        assertThat(settling.cancel(redemption, "too late", STAFF))
                .isEqualTo(new Outcome.Already(RedemptionStatus.HANDED_OVER));
        assertThat(points.of(member).points()).isEqualTo(Points.NONE);
        assertThat(listed().left()).isZero();
        assertThat(changes.of(redemption)).hasSize(1);
    }

    @Test
    void what_was_cancelled_is_not_handed_over() {
        settling.cancel(redemption, "broken", STAFF);

        assertThat(settling.handOver(redemption, STAFF)).isEqualTo(new Outcome.Already(RedemptionStatus.CANCELLED));
        assertThat(settling.cancel(redemption, "again", STAFF))
                .isEqualTo(new Outcome.Already(RedemptionStatus.CANCELLED));
        assertThat(points.of(member).points()).isEqualTo(Points.of(100));
    }

    @Test
    void a_key_that_was_cancelled_stays_answered() {
        settling.cancel(redemption, "broken", STAFF);

        var again = (RedeemReward.Outcome.Redeemed) redeemReward.redeem(new Redeeming(member, reward.id(), "a"));

        assertThat(again.redemption()).isEqualTo(redemption);
        assertThat(again.repeated()).isTrue();
        assertThat(again.balance()).isEqualTo(Points.of(100));
        assertThat(listed().left()).isEqualTo(1);
    }

    @Test
    void an_unknown_redemption_is_unknown() {
        assertThat(settling.handOver(RedemptionId.next(), STAFF)).isEqualTo(new Outcome.UnknownRedemption());
        assertThat(settling.cancel(RedemptionId.next(), "why not", STAFF)).isEqualTo(new Outcome.UnknownRedemption());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   "})
    void cancelling_needs_a_reason(String reason) {
        assertThat(settling.cancel(redemption, reason, STAFF)).isEqualTo(new Outcome.ReasonMissing());
        it_still_waits();
    }

    @Test
    void a_reason_has_at_most_two_hundred_characters() {
        assertThat(settling.cancel(redemption, "因".repeat(201), STAFF)).isEqualTo(new Outcome.ReasonMissing());
        it_still_waits();
        assertThat(settling.cancel(redemption, "因".repeat(200), STAFF)).isInstanceOf(Outcome.Cancelled.class);
    }

    @Test
    void nothing_is_settled_without_its_line_in_the_audit_trail() {
        changes.whileBroken(() -> {
            assertThatIllegalStateException().isThrownBy(() -> settling.cancel(redemption, "broken", STAFF));
            assertThatIllegalStateException().isThrownBy(() -> settling.handOver(redemption, STAFF));
        });

        it_still_waits();
    }

    @Test
    void a_failure_at_the_end_of_cancelling_leaves_everything_as_it_was() {
        events.whileCommitsFail(
                () -> assertThatIllegalStateException().isThrownBy(() -> settling.cancel(redemption, "broken", STAFF)));

        it_still_waits();
    }

    private void it_still_waits() {
        assertThat(redemptions.find(redemption).orElseThrow().status()).isEqualTo(RedemptionStatus.ORDERED);
        assertThat(points.of(member).points()).isEqualTo(Points.NONE);
        assertThat(listed().left()).isZero();
        assertThat(listed().redeemed()).isEqualTo(1);
        assertThat(redeemReward.redeem(new Redeeming(member, reward.id(), "b")))
                .isEqualTo(new RedeemReward.Outcome.SoldOut());
        assertThat(changes.of(redemption)).isEmpty();
        assertThat(events.of(RedemptionCancelled.class)).isEmpty();
    }

    private EditCatalogue.Listed listed() {
        return catalogue.find(reward.id()).orElseThrow();
    }
}
