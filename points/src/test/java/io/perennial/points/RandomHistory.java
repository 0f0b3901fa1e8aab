package io.perennial.points;

import static io.perennial.points.Stories.MUG;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.membership.MemberId;
import io.perennial.points.EarnPoints.Outcome;
import io.perennial.points.EarnPoints.Outcome.Booked;
import io.perennial.points.GrantPoints.Grant;
import io.perennial.points.LedgerModel.Change;
import io.perennial.points.SpendPoints.Spending;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Does with the ledger whatever members, shops and time can do, in an order that a seed decides, and compares every answer
 * with the model's.
 */
public final class RandomHistory {

    private static final CurrencyUnit YUAN = CurrencyUnit.of("CNY");

    /** The ports that a history goes through. */
    public record Ports(
            EarnPoints earnPoints,
            SpendPoints spendPoints,
            ReturnPoints returnPoints,
            ExpirePoints expirePoints,
            ReleasePoints releasePoints,
            GrantPoints grantPoints,
            ToLongFunction<MemberId> balance,
            ToLongFunction<MemberId> pending,
            ToLongFunction<MemberId> owed,
            ToLongFunction<MemberId> growth,
            TurnableClock clock) {}

    private record Purchase(MemberId member, String reference, long fen) {}

    private record Told(Activity activity, Change change) {}

    private record SpentOnce(MemberId member, String key, long points) {}

    private final Ports ports;
    private final List<MemberId> members;
    private final Random random;
    private final LedgerModel model;
    private final List<Purchase> purchases = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private final List<SpentOnce> spent = new ArrayList<>();
    private final List<SpentOnce> returned = new ArrayList<>();
    private final List<Grant> granted = new ArrayList<>();
    private int number;

    /** @param policy what is in force: for how long purchases wait, and how far refunds reach */
    public RandomHistory(Ports ports, PointsPolicy policy, List<MemberId> members, long seed) {
        this.model = new LedgerModel(policy.pendingDaysOf(ActivityType.PURCHASE), policy.refunds());
        this.ports = ports;
        this.members = members;
        this.random = new Random(seed);
        model.turnTo(ports.clock().instant());
    }

    /** @return the members whom this step may have changed */
    public List<MemberId> step() {
        return switch (random.nextInt(23)) {
            case 0, 1, 2, 3, 4 -> tellSome();
            case 5 -> repeat();
            case 6 -> refundTooMuch();
            case 7, 8, 9, 10 -> spend();
            case 11 -> spendAgain();
            case 12, 13 -> giveBack();
            case 14 -> giveBackAgain();
            case 15, 16, 17 -> turnTheClock();
            case 18 -> sweep();
            case 19 -> release();
            case 20 -> grant();
            case 21 -> grantAgain();
            default -> tellSome();
        };
    }

    public void assertAgreement(MemberId member) {
        assertThat(ports.balance().applyAsLong(member)).isEqualTo(model.balance(member));
        assertThat(ports.pending().applyAsLong(member)).isEqualTo(model.pending(member));
        assertThat(ports.owed().applyAsLong(member)).isEqualTo(model.owed(member));
        assertThat(ports.growth().applyAsLong(member)).isEqualTo(model.growth(member));
    }

    public void assertAddsUp() {
        assertThat(model.addsUp()).isTrue();
        members.forEach(this::assertAgreement);
    }

    public long issued() {
        return model.issued();
    }

    public Map<Instant, Long> expiring(MemberId member) {
        return model.expiring(member);
    }

    /** Up to twelve activities in one call, each judged after those before it. */
    private List<MemberId> tellSome() {
        var batch = new ArrayList<Activity>();
        var expected = new ArrayList<Supplier<Change>>();
        var touched = new HashSet<MemberId>();
        var refundable = new ArrayList<>(purchases);
        for (int i = random.nextInt(random.nextBoolean() ? 1 : 12); i >= 0; i--) {
            var member = any(members);
            var reference = "N" + ++number;
            switch (random.nextInt(8)) {
                case 0 -> {
                    batch.add(activity(member, ActivityType.CHECK_IN, reference, null, null));
                    expected.add(() -> model.checkIn(member, reference));
                }
                case 1 -> {
                    var fen = amount(20_000);
                    batch.add(activity(member, ActivityType.REFUND, reference, fen, null));
                    expected.add(() -> model.refundWithoutPurchase(member, fen));
                }
                case 2, 3 -> {
                    if (refundable.isEmpty()) {
                        continue;
                    }
                    // Each purchase once a call, so that the share is not refunded twice.
                    var purchase = refundable.remove(random.nextInt(refundable.size()));
                    var fen = random.nextInt(3) == 0 ? purchase.fen() : amount((int) purchase.fen() + 1);
                    if (!model.mayRefund(purchase.member(), purchase.reference(), fen)) {
                        continue;
                    }
                    batch.add(activity(purchase.member(), ActivityType.REFUND, reference, fen, purchase.reference()));
                    expected.add(() -> model.refund(purchase.member(), purchase.reference(), fen));
                    touched.add(purchase.member());
                }
                default -> {
                    var fen = amount(50_000);
                    var purchase = new Purchase(member, reference, fen);
                    purchases.add(purchase);
                    batch.add(activity(member, ActivityType.PURCHASE, reference, fen, null));
                    expected.add(() -> model.buy(member, reference, fen));
                }
            }
            touched.add(member);
        }
        var outcomes = ports.earnPoints().earn(batch);
        for (int i = 0; i < batch.size(); i++) {
            var change = expected.get(i).get();
            assertThat(outcomes.get(i)).isInstanceOfSatisfying(Booked.class, booked -> {
                assertThat(booked.repeated()).isFalse();
                assertThat(new Change(booked.points(), booked.pending(), booked.growth()))
                        .isEqualTo(change);
            });
            told.add(new Told(batch.get(i), change));
        }
        return List.copyOf(touched);
    }

    private List<MemberId> repeat() {
        if (told.isEmpty()) {
            return List.of();
        }
        var before = any(told);
        var again = (Booked) ports.earnPoints().earn(List.of(before.activity())).getFirst();
        assertThat(again.repeated()).isTrue();
        assertThat(new Change(again.points(), again.pending(), again.growth())).isEqualTo(before.change());
        return List.of(before.activity().member());
    }

    private List<MemberId> refundTooMuch() {
        if (purchases.isEmpty()) {
            return List.of();
        }
        var purchase = any(purchases);
        var refund = activity(
                purchase.member(), ActivityType.REFUND, "N" + ++number, purchase.fen() + 1, purchase.reference());
        assertThat(ports.earnPoints().earn(List.of(refund)).getFirst()).isInstanceOf(Outcome.RefundTooLarge.class);
        return List.of(purchase.member());
    }

    private List<MemberId> spend() {
        var member = any(members);
        var points = 1 + random.nextLong(model.balance(member) + 20);
        var key = "S" + ++number;
        var outcome = spend(member, key, points);
        if (model.spend(member, points, key)) {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            SpendPoints.Outcome.Spent.class,
                            it -> assertThat(it.balance().value()).isEqualTo(model.balance(member)));
            spent.add(new SpentOnce(member, key, points));
        } else {
            var balance = model.balance(member);
            assertThat(outcome)
                    .isEqualTo(new SpendPoints.Outcome.NotEnough(Points.of(balance), Points.of(points - balance)));
        }
        return List.of(member);
    }

    private List<MemberId> spendAgain() {
        if (spent.isEmpty()) {
            return List.of();
        }
        var before = any(spent);
        assertThat(spend(before.member(), before.key(), before.points())).isInstanceOf(SpendPoints.Outcome.Spent.class);
        assertThat(spend(before.member(), before.key(), before.points() + 1))
                .isInstanceOf(SpendPoints.Outcome.Conflict.class);
        return List.of(before.member());
    }

    private SpendPoints.Outcome spend(MemberId member, String key, long points) {
        return ports.spendPoints().spend(new Spending(member, Points.of(points), key, MUG));
    }

    private List<MemberId> giveBack() {
        if (spent.isEmpty()) {
            return List.of();
        }
        var it = spent.remove(random.nextInt(spent.size()));
        var outcome = ports.returnPoints().giveBack(it.member(), it.key(), "cancelled");
        var back = model.giveBack(it.member(), it.key());
        assertThat(outcome).isInstanceOfSatisfying(ReturnPoints.Outcome.GivenBack.class, given -> {
            assertThat(given.points().value()).isEqualTo(back);
        });
        returned.add(it);
        return List.of(it.member());
    }

    private List<MemberId> giveBackAgain() {
        if (returned.isEmpty()) {
            return List.of();
        }
        var it = any(returned);
        assertThat(ports.returnPoints().giveBack(it.member(), it.key(), "cancelled"))
                .isInstanceOfSatisfying(
                        ReturnPoints.Outcome.GivenBack.class,
                        given -> assertThat(given.points().value()).isEqualTo(it.points()));
        return List.of(it.member());
    }

    private List<MemberId> turnTheClock() {
        var by = random.nextInt(4) == 0
                ? Duration.ofDays(random.nextInt(200))
                : Duration.ofSeconds(random.nextInt(200_000));
        ports.clock().turn(by);
        model.turnTo(ports.clock().instant());
        return List.of();
    }

    private List<MemberId> sweep() {
        ports.expirePoints().expire(ports.clock().instant());
        return members;
    }

    private List<MemberId> release() {
        ports.releasePoints().release(ports.clock().instant());
        model.release();
        return members;
    }

    private List<MemberId> grant() {
        var grant = new Grant(any(members), Points.of(random.nextInt(300)), 1 + random.nextInt(9), "G" + ++number, MUG);
        model.grant(grant.member(), grant.key(), grant.points().value(), grant.growth());
        assertThat(ports.grantPoints().grant(grant)).isInstanceOf(GrantPoints.Outcome.Granted.class);
        granted.add(grant);
        return List.of(grant.member());
    }

    private List<MemberId> grantAgain() {
        if (granted.isEmpty()) {
            return List.of();
        }
        var it = any(granted);
        assertThat(ports.grantPoints().grant(it)).isInstanceOf(GrantPoints.Outcome.Repeated.class);
        assertThat(ports.grantPoints()
                        .grant(new Grant(it.member(), it.points(), it.growth() + 1, it.key(), it.forWhat())))
                .isInstanceOf(GrantPoints.Outcome.Conflict.class);
        return List.of(it.member());
    }

    private Activity activity(
            MemberId member, ActivityType type, String reference, @Nullable Long fen, @Nullable String purchase) {
        return new Activity(
                member,
                type,
                "web-shop",
                reference,
                ports.clock().instant(),
                "web",
                null,
                fen == null ? null : Money.ofMinor(YUAN, fen),
                purchase,
                List.of());
    }

    private long amount(int bound) {
        return random.nextInt(12) == 0 ? 0 : random.nextInt(bound);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
