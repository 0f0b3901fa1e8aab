package io.perennial.rewards;

import static io.perennial.rewards.ReadCatalogue.Availability.AFFORDABLE;
import static io.perennial.rewards.ReadCatalogue.Availability.LIMIT_REACHED;
import static io.perennial.rewards.ReadCatalogue.Availability.NOT_ENOUGH_POINTS;
import static io.perennial.rewards.ReadCatalogue.Availability.SOLD_OUT;
import static io.perennial.rewards.ReadCatalogue.Availability.TIER_TOO_LOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.perennial.membership.MemberId;
import io.perennial.points.Points;
import io.perennial.rewards.ReadCatalogue.Offer;
import io.perennial.rewards.RedeemReward.Redeeming;
import io.perennial.testing.SentStatements;
import io.perennial.testing.TurnableClock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@RewardsOnFakes
class ReadCatalogueTests {

    @Autowired
    private ReadCatalogue reading;

    @Autowired
    private EditCatalogue catalogue;

    @Autowired
    private RedeemReward redeemReward;

    @Autowired
    private FakePoints points;

    @Autowired
    private FakeStandings standings;

    @Autowired
    private TurnableClock clock;

    @Autowired
    private Shelf shelf;

    private MemberId member = MemberId.next();

    @BeforeEach
    void a_member_has_100_points() {
        clock.turnTo(TurnableClock.START);
        member = MemberId.next();
        points.give(member, 100);
    }

    @Test
    void every_offer_says_what_stands_between_it_and_the_member() {
        var dear = shelf.published(9, written -> written.price(101));
        var soldOut = shelf.published(0, written -> written.price(3));
        var vips = shelf.published(9, written -> written.price(2).tier("vip"));
        var cheap = shelf.published(2, written -> written.price(1).limit(1));
        redeemReward.redeem(new Redeeming(member, cheap.id(), "a"));

        assertThat(reading.offers(member))
                .containsExactly(
                        new Offer(cheap, 1, Points.NONE, LIMIT_REACHED),
                        new Offer(vips, 9, Points.NONE, TIER_TOO_LOW),
                        new Offer(soldOut, 0, Points.NONE, SOLD_OUT),
                        new Offer(dear, 9, Points.of(2), NOT_ENOUGH_POINTS));
        assertThat(reading.offers(MemberId.next()))
                .extracting(Offer::reward, Offer::availability)
                .contains(tuple(cheap, NOT_ENOUGH_POINTS));
    }

    @Test
    void a_tier_and_points_make_it_affordable() {
        var vips = shelf.published(1, written -> written.tier("vip"));
        standings.put(member, 1_000);

        assertThat(reading.offer(member, vips.id())).contains(new Offer(vips, 1, Points.NONE, AFFORDABLE));
    }

    @Test
    void only_what_is_published_and_visible_now_is_offered() {
        var now = TurnableClock.START;
        var draft = shelf.draft(1, written -> written);
        shelf.published(1, written -> written.from(now.plusNanos(1_000)));
        var gone = shelf.published(1, written -> written.until(now));
        var first = shelf.published(1, written -> written.price(1).from(now));
        var last = shelf.published(1, written -> written.price(2).until(now.plusNanos(1_000)));

        assertThat(reading.offers(member)).extracting(Offer::reward).containsExactly(first, last);
        assertThat(reading.offer(member, draft.id())).isEmpty();
        assertThat(reading.offer(member, gone.id())).isEmpty();
        assertThat(reading.offer(member, RewardId.next())).isEmpty();
        assertThat(reading.offer(member, last.id())).isPresent();
        assertThat(reading.isOver(gone.id())).isTrue();
        for (var never : List.of(draft.id(), last.id(), RewardId.next())) {
            assertThat(reading.isOver(never)).isFalse();
        }
        catalogue.withdraw(last.id(), Shelf.STAFF);
        assertThat(reading.isOver(last.id())).isTrue();
    }

    @Test
    void the_next_goal_is_the_cheapest_that_only_lacks_points() throws Exception {
        shelf.published(1, written -> written.price(100));
        shelf.published(0, written -> written.price(101));
        shelf.published(1, written -> written.price(102).tier("black"));
        var goal = shelf.published(1, written -> written.price(103));
        shelf.published(1, written -> written.price(104));

        standings.put(member, 0);
        var standing = standings.of(member).orElseThrow();
        assertThat(reading.nextGoal(standing, Points.of(100)))
                .contains(new Offer(goal, 1, Points.of(3), NOT_ENOUGH_POINTS));
        assertThat(reading.nextGoal(standing, Points.of(1_100))).isEmpty();
        assertThat(SentStatements.during(() -> reading.nextGoal(standing, Points.of(100))))
                .isEmpty();
    }

    @Test
    void what_a_member_has_as_often_as_they_may_is_no_goal() {
        var limited = shelf.published(9, written -> written.price(60).limit(1));
        var dearer = shelf.published(9, written -> written.price(70));
        standings.put(member, 0);
        var standing = standings.of(member).orElseThrow();
        assertThat(reading.nextGoal(standing, Points.of(50)))
                .contains(new Offer(limited, 9, Points.of(10), NOT_ENOUGH_POINTS));

        redeemReward.redeem(new Redeeming(member, limited.id(), "a"));

        assertThat(reading.nextGoal(standing, Points.of(40)))
                .contains(new Offer(dearer, 9, Points.of(30), NOT_ENOUGH_POINTS));
        assertThat(SentStatements.during(() -> reading.nextGoal(standing, Points.of(40))))
                .hasSize(1);
    }

    @Test
    void what_was_withdrawn_or_is_over_is_no_goal_at_once() {
        var withdrawn = shelf.published(9, written -> written.price(60));
        var over = shelf.published(9, written -> written.price(70).until(TurnableClock.START.plusNanos(1_000)));
        standings.put(member, 0);
        var standing = standings.of(member).orElseThrow();
        assertThat(reading.nextGoal(standing, Points.of(50))).map(Offer::reward).contains(withdrawn);
        catalogue.withdraw(withdrawn.id(), Shelf.STAFF);
        assertThat(reading.nextGoal(standing, Points.of(50))).map(Offer::reward).contains(over);
        clock.turnTo(TurnableClock.START.plusNanos(1_000));
        assertThat(reading.nextGoal(standing, Points.of(50))).isEmpty();
    }

    @Test
    void an_empty_shelf_is_empty() {
        assertThat(reading.offers(member)).isEmpty();
    }

    @Test
    void one_statement_reads_it_however_long_it_is() throws Exception {
        for (var price = 1; price <= 30; price++) {
            var points = price;
            shelf.published(1, written -> written.price(points).tier("vip"));
        }

        assertThat(SentStatements.during(
                        () -> assertThat(reading.offers(member)).hasSize(30)))
                .hasSize(1);
    }
}
