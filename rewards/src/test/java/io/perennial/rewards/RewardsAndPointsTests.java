package io.perennial.rewards;

import static io.perennial.rewards.Shelf.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadConsents;
import io.perennial.membership.ReadTags;
import io.perennial.membership.ReadTraits;
import io.perennial.membership.RecogniseStaff;
import io.perennial.membership.RedrawPicture;
import io.perennial.membership.SignInStaff;
import io.perennial.membership.WriteRows;
import io.perennial.membership.adapter.jdbc.TestRows;
import io.perennial.points.EarnPoints;
import io.perennial.points.Points;
import io.perennial.points.ReadBalance;
import io.perennial.points.VerifyLedger;
import io.perennial.rewards.RedeemReward.Outcome;
import io.perennial.rewards.RedeemReward.Redeeming;
import io.perennial.testing.OnTestDatabase;
import io.perennial.testing.SentStatements;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.TurnableClock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** Redemption with the real ledger: after every trial, balances, entries and lots agree. */
@ApplicationModuleTest(extraIncludes = {"points", "insights", "testing"})
@OnTestDatabase
@Import({
    FakeStandings.class,
    FakeMembers.class,
    FakePictures.class,
    RecordedChanges.class,
    HeardEvents.class,
    PlainTransactions.class,
    TurnableClock.class,
    Shelf.class
})
class RewardsAndPointsTests {

    @TestConfiguration(proxyBeanMethods = false)
    static class OneProgramme {

        @Bean
        WriteRows rows(DataSource dataSource) {
            return TestRows.on(dataSource);
        }

        @Bean
        Programme programme() {
            return new Programme(ZoneId.of("Asia/Shanghai"), List.of("CNY"));
        }
    }

    /** Points ask who among the staff adjusts; nobody does here. */
    @MockitoBean
    private RecogniseStaff recogniseStaff;

    @MockitoBean
    private SignInStaff signInStaff;

    /** Facts about members are gathered by nobody here. */
    @MockitoBean
    private ReadTraits readTraits;

    @MockitoBean
    private ReadTags readTags;

    @MockitoBean
    private ReadConsents readConsents;

    @MockitoBean
    private RedrawPicture redrawPicture;

    @Autowired
    private RedeemReward redeemReward;

    @Autowired
    private SettleRedemption settling;

    @Autowired
    private EditCatalogue catalogue;

    @Autowired
    private ReadCatalogue reading;

    @Autowired
    private ReadRedemptions redemptions;

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private ReadBalance balances;

    @Autowired
    private VerifyLedger ledger;

    @Autowired
    private FakeMembers members;

    @Autowired
    private HeardEvents events;

    @Autowired
    private TurnableClock clock;

    @Autowired
    private Shelf shelf;

    @BeforeEach
    void it_is_morning() {
        clock.turnTo(TurnableClock.START);
    }

    @AfterEach
    void the_ledger_is_sound_and_stock_sold_is_redemptions() {
        assertThat(ledger.verify().faults()).isEmpty();
        var sold = redemptions.all(Optional.empty(), Optional.empty(), 200).lines().stream()
                .filter(line -> line.status() != RedemptionStatus.CANCELLED)
                .count();
        assertThat(catalogue.rewards().stream()
                        .mapToLong(EditCatalogue.Listed::redeemed)
                        .sum())
                .isEqualTo(sold);
    }

    @Test
    void stock_that_does_not_tell_how_many_were_redeemed_is_named_by_the_check_of_the_ledger() {
        var member = memberWith(500);
        var reward = shelf.published(10, written -> written);
        redeem(member, reward, "one");
        settling.cancel(((Outcome.Redeemed) redeem(member, reward, "two")).redemption(), "broken", STAFF);
        assertThat(ledger.verify().faults()).isEmpty();
        var dsl = TestDatabase.get().dsl();
        assertThat(dsl.execute("UPDATE rewards_stock SET redeemed = redeemed + 1"))
                .isEqualTo(1);

        assertThat(ledger.verify().faults())
                .containsExactly(new VerifyLedger.Fault(
                        VerifyLedger.Breach.STOCK_REDEEMED, null, reward.id().toString(), "2", "1"));
        dsl.execute("UPDATE rewards_stock SET redeemed = redeemed - 1");
    }

    @Test
    void points_for_three_buy_three() throws Exception {
        var member = memberWith(150, 249);
        var reward = shelf.published(100, written -> written);

        var outcomes = AtOnce.by(50, number -> redeem(member, reward, "key-" + number));

        assertThat(outcomes.stream().filter(Outcome.Redeemed.class::isInstance)).hasSize(3);
        assertThat(outcomes).contains(new Outcome.NotEnoughPoints(Points.of(99), Points.of(1)));
        assertThat(balance(member)).isEqualTo(99);
        assertThat(listed(reward).left()).isEqualTo(97);
    }

    @Test
    void fifty_clicks_with_one_key_are_one_redemption() throws Exception {
        var member = memberWith(500);
        var reward = shelf.published(10, written -> written.limit(1));

        var outcomes = AtOnce.by(50, _ -> redeem(member, reward, "click"));

        assertThat(outcomes.stream()
                        .map(each -> ((Outcome.Redeemed) each).redemption())
                        .distinct())
                .hasSize(1);
        assertThat(balance(member)).isEqualTo(400);
        assertThat(listed(reward).left()).isEqualTo(9);
    }

    @Test
    void fifty_members_get_ten_pieces() throws Exception {
        var reward = shelf.published(10, written -> written);
        var shoppers = IntStream.range(0, 50).mapToObj(_ -> memberWith(100)).toList();

        var outcomes = AtOnce.by(50, number -> redeem(shoppers.get(number), reward, "a"));

        assertThat(outcomes.stream().filter(Outcome.Redeemed.class::isInstance)).hasSize(10);
        assertThat(shoppers.stream().filter(shopper -> balance(shopper) == 0)).hasSize(10);
        assertThat(shoppers.stream().filter(shopper -> balance(shopper) == 100)).hasSize(40);
        assertThat(listed(reward).left()).isZero();
    }

    @Test
    void cancelling_twice_gives_back_once() throws Exception {
        var member = memberWith(60, 60);
        var reward = shelf.published(1, written -> written);
        var redemption = ((Outcome.Redeemed) redeem(member, reward, "a")).redemption();
        assertThat(balance(member)).isEqualTo(20);

        var outcomes = AtOnce.by(10, _ -> settling.cancel(redemption, "broken", STAFF));

        assertThat(outcomes)
                .contains(new SettleRedemption.Outcome.Cancelled(Points.of(100)))
                .contains(new SettleRedemption.Outcome.Already(RedemptionStatus.CANCELLED));
        assertThat(balance(member)).isEqualTo(120);
        assertThat(listed(reward).left()).isEqualTo(1);
    }

    @Test
    void a_failure_at_the_end_leaves_ledger_and_stock_as_they_were() {
        var member = memberWith(100);
        var reward = shelf.published(1, written -> written);

        events.whileCommitsFail(() -> assertThatIllegalStateException().isThrownBy(() -> redeem(member, reward, "a")));

        assertThat(balance(member)).isEqualTo(100);
        assertThat(listed(reward).left()).isEqualTo(1);
        assertThat(redeem(member, reward, "a")).isInstanceOf(Outcome.Redeemed.class);
    }

    @Test
    void a_frozen_member_may_not_spend() {
        var member = memberWith(100);
        var reward = shelf.published(1, written -> written);
        members.freeze(member);

        assertThat(redeem(member, reward, "a")).isEqualTo(new Outcome.MayNotSpend());
        assertThat(listed(reward).left()).isEqualTo(1);
    }

    @Test
    void whatever_happens_at_once_nothing_is_lost_or_doubled() throws Exception {
        var shoppers = IntStream.range(0, 6).mapToObj(_ -> memberWith(150, 150)).toList();
        var cups = List.of(
                shelf.published(7, written -> written.limit(2)), shelf.published(9, written -> written.price(70)));

        AtOnce.by(80, number -> {
            var random = new Random(number);
            var shopper = shoppers.get(random.nextInt(6));
            var outcome = redeem(shopper, cups.get(random.nextInt(2)), "key-" + random.nextInt(40));
            if (outcome instanceof Outcome.Redeemed redeemed && random.nextInt(3) == 0) {
                settling.cancel(redeemed.redemption(), "round trip", STAFF);
            }
            return outcome;
        });

        var ordered = redemptions
                .all(Optional.of(RedemptionStatus.ORDERED), Optional.empty(), 200)
                .lines();
        for (var shopper : shoppers) {
            var paid = ordered.stream()
                    .filter(line -> line.member().equals(shopper))
                    .mapToLong(line -> line.price().value())
                    .sum();
            assertThat(balance(shopper)).isEqualTo(300 - paid);
        }
        var left = cups.stream().mapToLong(cup -> listed(cup).left()).sum();
        assertThat(left).isEqualTo(7 + 9 - ordered.size());
    }

    @Test
    void the_catalogue_is_read_in_few_statements() throws Exception {
        var member = memberWith(100);
        for (var piece = 0; piece < 20; piece++) {
            shelf.published(1, written -> written);
        }

        assertThat(SentStatements.during(
                        () -> assertThat(reading.offers(member)).hasSize(20)))
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void a_redemption_takes_few_statements() throws Exception {
        var member = memberWith(500);
        var reward = shelf.published(5, written -> written.limit(3));

        var sent = SentStatements.during(() -> redeem(member, reward, "a"));
        assertThat(sent).hasSizeLessThanOrEqualTo(12);
    }

    /** One yuan is one point, by the rule that comes with the ledger. */
    private MemberId memberWith(long... purchases) {
        var member = MemberId.next();
        for (var amount : purchases) {
            var purchase = new Activity(
                    member,
                    ActivityType.PURCHASE,
                    "web-shop",
                    "order-" + MemberId.next(),
                    clock.instant(),
                    "web",
                    null,
                    Money.parse("CNY " + amount),
                    null,
                    List.of());
            assertThat(earnPoints.earn(List.of(purchase)))
                    .singleElement()
                    .isInstanceOf(EarnPoints.Outcome.Booked.class);
        }
        return member;
    }

    private Outcome redeem(MemberId member, Reward reward, String key) {
        return redeemReward.redeem(new Redeeming(member, reward.id(), key));
    }

    private EditCatalogue.Listed listed(Reward reward) {
        return catalogue.find(reward.id()).orElseThrow();
    }

    private long balance(MemberId member) {
        return balances.of(member).points().value();
    }
}
