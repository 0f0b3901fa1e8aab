package io.perennial.points.domain;

import io.perennial.insights.ActivityId;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Circumstances;
import io.perennial.insights.ReadSegments.Stays;
import io.perennial.insights.ReadStream.Streamed;
import io.perennial.membership.BilingualText;
import io.perennial.membership.Ladder;
import io.perennial.membership.MemberId;
import io.perennial.membership.Tier;
import io.perennial.points.EarnRule;
import io.perennial.points.Points;
import io.perennial.points.PointsPolicy.Refunds;
import io.perennial.points.RuleId;
import io.perennial.points.SimulateRules.Payments;
import io.perennial.points.SimulateRules.Sums;
import io.perennial.points.Why;
import io.perennial.points.domain.RuleLimits.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes through activities in the order in which they happened, as the ledger would if they were told in that order, and keeps
 * only what it takes to judge the next one: a few numbers for each member.
 */
public final class Replay {

    private final RuleBook book;
    private final Ladder ladder;
    private final ZoneId zone;
    private final Refunds refunds;
    private final Set<ActivityId> refundedLater;

    private final Map<MemberId, State> members = new HashMap<>();
    private final RuleLimits limits = new InMemoryRuleLimits();
    private final Map<RuleId, Tally> tallies = new HashMap<>();
    private final Map<ActivityId, RefundablePurchase> purchases = new HashMap<>();

    private long points;
    private long growth;
    private long takenBack;
    private long growthTakenBack;

    /** @param refundedLater purchases that a refund among the activities will name */
    public Replay(RuleBook book, Ladder ladder, ZoneId zone, Refunds refunds, Set<ActivityId> refundedLater) {
        this.book = book;
        this.ladder = ladder;
        this.zone = zone;
        this.refunds = refunds;
        this.refundedLater = Set.copyOf(refundedLater);
        book.budgets().forEach(limits::setBudget);
    }

    /**
     * How a member stood when the replay began.
     *
     * @param bought whether they had bought anything before
     * @param segments to which they belonged, and when
     */
    public record Beginning(
            long growth,
            Tier tier,
            long balance,
            boolean bought,
            @Nullable LocalDate birthday,
            Stays segments) {}

    public void begin(MemberId member, Beginning beginning) {
        members.put(member, new State(beginning));
    }

    /** Of a member who has begun. */
    public void tell(Streamed activity) {
        var recorded = activity.recorded();
        var state = Objects.requireNonNull(members.get(recorded.member()));
        if (recorded.type().equals(ActivityType.REFUND)) {
            takeBack(activity, state);
        } else {
            earn(activity, state);
        }
    }

    /** Whether a refund names a purchase that the replay does not know. */
    public boolean leavesOut(Streamed activity) {
        var refundOf = activity.recorded().refundOf();
        return refundOf != null && !purchases.containsKey(refundOf);
    }

    private void earn(Streamed activity, State state) {
        var circumstances = circumstances(activity, activity.recorded().type(), state);
        var member = circumstances.member();
        var day = circumstances.local().toLocalDate();
        var left = limits(book.inForce(circumstances.type(), circumstances.happenedAt()), member, day);
        var assessment = book.assess(circumstances, left.of(member, 0));
        left.use(assessment, member, day);
        left.store();
        for (var award : assessment.awards()) {
            tallies.computeIfAbsent(
                            award.rule().id(), rule -> new Tally(award.rule().name()))
                    .add(award.why());
        }
        var earned = assessment.points().value();
        points = Math.addExact(points, earned);
        state.kept += earned;
        state.balance += earned;
        grow(state, assessment.growth());
        growth = Math.addExact(growth, assessment.growth());
        if (circumstances.type().equals(ActivityType.PURCHASE)) {
            state.bought = true;
            remember(activity, circumstances, assessment);
        }
    }

    private void remember(Streamed activity, Circumstances circumstances, Assessment assessment) {
        var id = activity.recorded().id();
        if (refundedLater.contains(id)) {
            purchases.put(
                    id, RefundablePurchase.of(activity.recorded().reference(), circumstances, entries(assessment, id)));
        }
    }

    /** As the ledger would book them. */
    private static List<Entry> entries(Assessment assessment, ActivityId id) {
        var account = new PointsAccount(new MemberId(id.value()), Position.NEW, why -> "");
        var occasion = new Occasion("replay", id, Instant.EPOCH, Instant.EPOCH);
        var entries = new ArrayList<Entry>();
        for (var award : assessment.awards()) {
            entries.add(account.earn(occasion, award.why(), award.points(), award.growth(), Instant.MAX)
                    .entry());
        }
        if (entries.isEmpty()) {
            entries.add(account.earn(occasion, new Why.EarnedNothing(assessment.notPaid()), Points.NONE, 0, Instant.MAX)
                    .entry());
        }
        return entries;
    }

    private void takeBack(Streamed activity, State state) {
        var recorded = activity.recorded();
        var amount = Objects.requireNonNull(recorded.amount());
        var refundOf = recorded.refundOf();
        Claim due;
        if (refundOf == null) {
            var worth = book.plain(circumstances(activity, ActivityType.PURCHASE, state));
            due = new Claim(null, amount, worth.points(), worth.growth(), Set.of(), null, List.of());
        } else {
            var purchase = purchases.get(refundOf);
            if (purchase == null) {
                return;
            }
            due = purchase.claim(amount, activity.items(), book);
        }
        var claim = due.withGrowthAtMost(state.growth);
        if (refundOf != null) {
            var purchase = Objects.requireNonNull(purchases.get(refundOf));
            purchases.put(refundOf, purchase.after(claim, activity.items()));
            giveBack(claim, recorded.member(), purchase.bought().local().toLocalDate());
        }
        var taken = switch (refunds) {
            case ONLY_PENDING -> 0;
            case WITHIN_BALANCE -> Math.min(claim.points(), Math.max(0, state.balance));
            case OVERDRAFT -> claim.points();
        };
        takenBack = Math.addExact(takenBack, taken);
        state.kept -= taken;
        state.balance -= taken;
        growthTakenBack = Math.addExact(growthTakenBack, claim.growth());
        grow(state, -claim.growth());
    }

    private Circumstances circumstances(Streamed activity, ActivityType type, State state) {
        var recorded = activity.recorded();
        return new Circumstances(
                recorded.member(),
                type,
                recorded.happenedAt(),
                recorded.channel(),
                recorded.store(),
                recorded.amount(),
                activity.items(),
                state.tier.code(),
                state.birthday,
                recorded.type().equals(ActivityType.PURCHASE) && !state.bought,
                zone,
                state.segments.at(recorded.happenedAt()));
    }

    /** A tier never falls because of a refund. */
    private void grow(State state, long amount) {
        state.growth = Math.max(0, state.growth + amount);
        var reached = ladder.reachedBy(state.growth);
        if (reached.rank() > state.tier.rank()) {
            state.tier = reached;
        }
    }

    private Limits limits(Collection<EarnRule> rules, MemberId member, LocalDate day) {
        var spans = new HashSet<Span>();
        rules.forEach(rule -> spans.addAll(Limits.spans(rule, member, day)));
        return new Limits(limits, spans, member);
    }

    private void giveBack(Claim claim, MemberId member, LocalDate day) {
        var rules = claim.rules().stream()
                .map(each -> book.version(each.rule().id(), each.rule().version()))
                .toList();
        var left = limits(rules, member, day);
        left.giveBack(claim.rules(), book, member, day);
        left.store();
    }

    public Sums sums() {
        return new Sums(points, growth, takenBack, growthTakenBack);
    }

    public Set<MemberId> members() {
        return members.keySet();
    }

    /** Points that stay with the member of what the replay paid. */
    public long kept(MemberId member) {
        return Objects.requireNonNull(members.get(member)).kept;
    }

    public Tier tier(MemberId member) {
        return Objects.requireNonNull(members.get(member)).tier;
    }

    public Map<RuleId, BilingualText> paying() {
        var names = new HashMap<RuleId, BilingualText>();
        tallies.forEach((rule, tally) -> names.put(rule, tally.name));
        return names;
    }

    public Payments payments(RuleId rule) {
        var tally = tallies.get(rule);
        return tally == null ? Payments.NONE : new Payments(tally.paid, tally.points, tally.growth, tally.cut);
    }

    private static final class State {

        final @Nullable LocalDate birthday;
        final Stays segments;
        long growth;
        Tier tier;
        long balance;
        long kept;
        boolean bought;

        State(Beginning beginning) {
            birthday = beginning.birthday();
            segments = beginning.segments();
            growth = beginning.growth();
            tier = beginning.tier();
            balance = beginning.balance();
            bought = beginning.bought();
        }
    }

    private static final class Tally {

        final BilingualText name;
        long paid;
        long points;
        long growth;
        long cut;

        Tally(BilingualText name) {
            this.name = name;
        }

        void add(Why.Earned why) {
            paid++;
            points += why.points();
            growth += why.growth();
            cut += why.cuts().stream().mapToLong(Why.Cut::points).sum();
        }
    }
}
