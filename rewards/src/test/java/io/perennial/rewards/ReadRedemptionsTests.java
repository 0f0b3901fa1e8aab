package io.perennial.rewards;

import static io.perennial.rewards.Shelf.STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.MemberId;
import io.perennial.points.Points;
import io.perennial.rewards.ReadRedemptions.Line;
import io.perennial.rewards.ReadRedemptions.Page;
import io.perennial.rewards.RedeemReward.Redeeming;
import io.perennial.testing.SentStatements;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@RewardsOnFakes
class ReadRedemptionsTests {

    @Autowired
    private ReadRedemptions reading;

    @Autowired
    private RedeemReward redeemReward;

    @Autowired
    private SettleRedemption settling;

    @Autowired
    private FakePoints points;

    @Autowired
    private TurnableClock clock;

    @Autowired
    private Shelf shelf;

    private MemberId member = MemberId.next();
    private Reward reward;

    @BeforeEach
    void there_is_something_to_redeem() {
        clock.turnTo(TurnableClock.START);
        member = MemberId.next();
        reward = shelf.published(100, written -> written.price(1).takingOff("GBP 2.50"));
    }

    @Test
    void a_line_says_all_there_is_to_know() {
        var redeemed = redeemed(member, "a");

        assertThat(reading.of(member, redeemed.redemption()))
                .contains(new Line(
                        redeemed.redemption(),
                        member,
                        reward.id(),
                        reward.name(),
                        RewardKind.COUPON,
                        Optional.empty(),
                        Points.of(1),
                        Optional.of(Money.parse("GBP 2.50")),
                        redeemed.code(),
                        RedemptionStatus.ORDERED,
                        TurnableClock.START,
                        null,
                        null));
        assertThat(redeemed.code()).matches("[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}");
    }

    @Test
    void the_latest_are_those_to_which_something_happened_last() {
        var first = redeemed(member, "a").redemption();
        clock.turn(Duration.ofDays(1));
        var second = redeemed(member, "b").redemption();
        clock.turn(Duration.ofDays(1));
        redeemed(MemberId.next(), "a");
        settling.handOver(first, STAFF);

        assertThat(latest(TurnableClock.START.plus(Duration.ofDays(9)), 10)).containsExactly(first, second);
        assertThat(latest(TurnableClock.START.plus(Duration.ofDays(9)), 1)).containsExactly(first);
        assertThat(latest(TurnableClock.START.plus(Duration.ofDays(1)), 10)).containsExactly(second, first);
        assertThat(latest(TurnableClock.START, 10)).containsExactly(first);
        assertThat(latest(TurnableClock.START.minusSeconds(1), 10)).isEmpty();
    }

    private List<RedemptionId> latest(Instant until, int limit) {
        return reading.latest(member, until, limit).stream().map(Line::id).toList();
    }

    @Test
    void nobody_sees_what_another_redeemed() {
        var redeemed = redeemed(member, "a");
        var stranger = MemberId.next();

        assertThat(reading.of(stranger, redeemed.redemption())).isEmpty();
        assertThat(reading.of(stranger, Optional.empty(), 10).lines()).isEmpty();
        assertThat(reading.find(redeemed.redemption())).isPresent();
    }

    @Test
    void pages_run_from_the_newest_to_the_oldest_without_a_gap() {
        var all = new ArrayList<RedemptionId>();
        for (var number = 0; number < 7; number++) {
            all.addFirst(redeemed(member, "key-" + number).redemption());
            redeemed(MemberId.next(), "other");
        }

        assertThat(walk(before -> reading.of(member, before, 3))).isEqualTo(all);
        assertThat(walk(before -> reading.all(Optional.empty(), before, 4)))
                .hasSize(14)
                .isSortedAccordingTo((one, other) -> other.toString().compareTo(one.toString()))
                .containsAll(all);
    }

    @Test
    void a_page_that_is_just_full_has_no_more() {
        redeemed(member, "a");
        redeemed(member, "b");

        assertThat(reading.of(member, Optional.empty(), 2).hasMore()).isFalse();
        assertThat(reading.of(member, Optional.empty(), 1).hasMore()).isTrue();
    }

    @Test
    void staff_see_what_waits_apart_from_what_is_done() {
        var waits = redeemed(member, "a").redemption();
        var done = redeemed(member, "b").redemption();
        var cancelled = redeemed(member, "c").redemption();
        settling.handOver(done, STAFF);
        settling.cancel(cancelled, "broken", STAFF);

        assertThat(ids(RedemptionStatus.ORDERED)).containsExactly(waits);
        assertThat(ids(RedemptionStatus.HANDED_OVER)).containsExactly(done);
        assertThat(ids(RedemptionStatus.CANCELLED)).containsExactly(cancelled);
        assertThat(reading.waiting()).isEqualTo(1);
    }

    @Test
    void a_code_is_found_however_it_was_typed() {
        var redeemed = redeemed(member, "a");
        var sloppy =
                " " + redeemed.code().toLowerCase(Locale.ROOT).replace('-', ' ').replace('0', 'o') + " ";

        assertThat(reading.byCode(sloppy).map(Line::id)).contains(redeemed.redemption());
    }

    @Test
    void a_code_that_is_none_is_not_looked_for() throws Exception {
        assertThat(SentStatements.during(
                        () -> assertThat(reading.byCode("' OR 1=1 --")).isEmpty()))
                .isEmpty();
        assertThat(reading.byCode("00000-00000")).isEmpty();
    }

    private List<RedemptionId> ids(RedemptionStatus status) {
        return reading.all(Optional.of(status), Optional.empty(), 50).lines().stream()
                .map(Line::id)
                .toList();
    }

    private static List<RedemptionId> walk(Function<Optional<RedemptionId>, Page> pages) {
        var walked = new ArrayList<RedemptionId>();
        var page = pages.apply(Optional.empty());
        page.lines().forEach(line -> walked.add(line.id()));
        while (page.hasMore()) {
            page = pages.apply(Optional.of(walked.getLast()));
            page.lines().forEach(line -> walked.add(line.id()));
        }
        return walked;
    }

    private RedeemReward.Outcome.Redeemed redeemed(MemberId by, String key) {
        points.give(by, 1);
        return (RedeemReward.Outcome.Redeemed) redeemReward.redeem(new Redeeming(by, reward.id(), key));
    }
}
