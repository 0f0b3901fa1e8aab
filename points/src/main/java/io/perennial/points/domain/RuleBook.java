package io.perennial.points.domain;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Circumstances;
import io.perennial.insights.Condition;
import io.perennial.insights.Condition.Ask;
import io.perennial.insights.Item;
import io.perennial.insights.Judgement;
import io.perennial.insights.Judgement.Verdict;
import io.perennial.points.Cap;
import io.perennial.points.EarnRule;
import io.perennial.points.EarnRule.Role;
import io.perennial.points.Formula;
import io.perennial.points.ReadRules.Published;
import io.perennial.points.RuleId;
import io.perennial.points.Stacking;
import io.perennial.points.Why;
import io.perennial.points.Why.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All versions of all earn rules. A pure function: the same circumstances with the same allowance always come to the same
 * awards, whenever it is asked, because the moment at which an activity happened and the member choose the versions: of each
 * rule the newest one of that moment that is for this member.
 *
 * <p>Conditions choose the rules and the part of a purchase that each pays for. Base rules pay by their formula; bonuses come
 * on top, and one that multiplies takes what the base rules pay for its part. Caps and budget cut what a rule pays; last of
 * all bonuses give way to each other, by what they would really pay, so that none that is used up stands in another's way.
 */
public final class RuleBook {

    /** As many reasons as a person would read; rules in force come first. */
    private static final int MOST_REASONS = 20;

    private static final Comparator<EarnRule> OLDER_FIRST =
            comparing(rule -> rule.id().toString());
    private static final Comparator<EarnRule> IN_ORDER = comparing(EarnRule::role)
            .thenComparing(comparingInt(EarnRule::priority).reversed())
            .thenComparing(OLDER_FIRST);
    private static final Comparator<Award> MORE_FIRST = comparingLong(
                    (Award award) -> award.why().points())
            .thenComparingLong(Award::growth)
            .reversed();
    private static final Comparator<Award> HIGHER_FIRST =
            comparingInt((Award award) -> award.rule().priority()).reversed();
    private static final Comparator<Award> BEST_FIRST =
            MORE_FIRST.thenComparing(HIGHER_FIRST).thenComparing(Award::rule, OLDER_FIRST);
    private static final Comparator<Award> FOREMOST_FIRST =
            HIGHER_FIRST.thenComparing(MORE_FIRST).thenComparing(Award::rule, OLDER_FIRST);

    /** Versions by rule, oldest first; rules in the order in which they were made. */
    private final Map<RuleId, List<Published>> versions = new TreeMap<>(comparing(RuleId::toString));

    public RuleBook(Collection<Published> published) {
        published.stream()
                .sorted(comparingInt(version -> version.rule().version()))
                .forEach(version -> versions.computeIfAbsent(version.rule().id(), id -> new ArrayList<>())
                        .add(version));
    }

    /**
     * As it would be with these versions: one for everyone takes the place of all others of its rule, one for some members
     * comes before them.
     */
    public RuleBook with(Collection<EarnRule> drafts) {
        var replaced = drafts.stream()
                .filter(EarnRule::isForEveryone)
                .map(EarnRule::id)
                .collect(Collectors.toSet());
        var all = new ArrayList<Published>();
        versions.forEach((id, history) -> {
            if (!replaced.contains(id)) {
                all.addAll(history);
            }
        });
        drafts.forEach(draft -> all.add(new Published(draft, draft.effectiveFrom(), Optional.empty())));
        return new RuleBook(all);
    }

    /**
     * The versions for this type by which activities of this moment are judged: one of each rule, or several where some of
     * them are not for everyone. Base rules first, then by priority, then the older one.
     */
    public List<EarnRule> inForce(ActivityType type, Instant moment) {
        return versions.values().stream()
                .flatMap(history -> begun(history, moment).stream())
                .filter(rule -> rule.inForceAt(moment))
                .filter(rule -> rule.activityType().equals(type))
                .sorted(IN_ORDER)
                .toList();
    }

    /** Of each rule the one version that is in force for this member. */
    private List<EarnRule> inForceFor(Circumstances circumstances) {
        return versions.values().stream()
                .flatMap(history -> versionFor(circumstances, begun(history, circumstances.happenedAt())).stream())
                .filter(rule -> rule.inForceAt(circumstances.happenedAt()))
                .filter(rule -> rule.activityType().equals(circumstances.type()))
                .sorted(IN_ORDER)
                .toList();
    }

    /** What has to be known to judge such an activity, beside the activity itself. */
    public Set<Ask> asks(ActivityType type, Instant happenedAt) {
        var asks = EnumSet.noneOf(Ask.class);
        for (var history : versions.values()) {
            var begun = begun(history, happenedAt);
            var own = begun.stream()
                    .filter(rule -> rule.activityType().equals(type) && rule.inForceAt(happenedAt))
                    .toList();
            own.forEach(rule -> asks.addAll(rule.asks()));
            if (!own.isEmpty()) {
                // Who is in the audience of a version for another type is not judged by the one for this type.
                begun.forEach(rule -> asks.addAll(rule.audience().asks()));
            }
        }
        return asks;
    }

    /** What any version, at any time, has to know beside the activity itself. */
    public Set<Ask> everAsks() {
        var asks = EnumSet.noneOf(Ask.class);
        versions.values()
                .forEach(history ->
                        history.forEach(version -> asks.addAll(version.rule().asks())));
        return asks;
    }

    /** What any version, at any time, pays for. */
    public Set<ActivityType> types() {
        return versions.values().stream()
                .flatMap(List::stream)
                .map(version -> version.rule().activityType())
                .collect(Collectors.toSet());
    }

    /** What each rule with a budget has to pay to all members together; a version for some members changes no budget. */
    public Map<RuleId, Long> budgets() {
        var budgets = new HashMap<RuleId, Long>();
        versions.forEach((id, history) -> {
            var all = history.stream().map(Published::rule).toList();
            Stream.concat(
                            all.reversed().stream().filter(EarnRule::isForEveryone),
                            all.reversed().stream().filter(rule -> !rule.isForEveryone()))
                    .map(EarnRule::budget)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(budget -> budgets.put(id, budget));
        });
        return budgets;
    }

    /** The version of a rule that is in force for this member, whatever it pays for. */
    public Optional<EarnRule> versionFor(RuleId id, Circumstances circumstances) {
        return versionFor(circumstances, begun(versions.getOrDefault(id, List.of()), circumstances.happenedAt()))
                .filter(rule -> rule.inForceAt(circumstances.happenedAt()));
    }

    /** Whether it takes a member's tier to say which version of a rule is theirs. */
    public boolean choosesByTier(RuleId id) {
        return versions.getOrDefault(id, List.of()).stream()
                .anyMatch(version -> version.rule().audience().asks().contains(Ask.TIER));
    }

    /** Whether it takes a member's segments to say which version of a rule is theirs. */
    public boolean choosesBySegment(RuleId id) {
        return versions.getOrDefault(id, List.of()).stream()
                .anyMatch(version -> version.rule().audience().asks().contains(Ask.SEGMENTS));
    }

    public boolean knows(RuleId id, int version) {
        return versions.getOrDefault(id, List.of()).stream()
                .anyMatch(each -> each.rule().version() == version);
    }

    /** One version of a rule, whether or not it is in force. */
    public EarnRule version(RuleId id, int version) {
        return versions.getOrDefault(id, List.of()).stream()
                .map(Published::rule)
                .filter(each -> each.version() == version)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("rule " + id + " has no version " + version));
    }

    /** What an activity was worth when it happened. */
    public Assessment assess(Circumstances circumstances, Allowances allowance) {
        var rules = inForceFor(circumstances);
        var answers = answers(rules, EarnRule::judged, circumstances, allowance);
        var awards = new ArrayList<Award>();
        var notPaid = new ArrayList<Why.NotPaid>();
        for (var answer : answers) {
            switch (answer) {
                case Paying(var award) -> awards.add(award);
                case Refusing(var why) -> notPaid.add(why);
            }
        }
        var displaced = displaced(awards);
        awards.removeIf(award -> displaced.containsKey(award.rule().id()));
        notPaid.addAll(displaced.values());
        notPaid.addAll(forOthers(circumstances));
        if (!awards.isEmpty()) {
            awards.set(0, awards.getFirst().beside(first(notPaid)));
        }
        notPaid.addAll(notInForce(circumstances));
        return new Assessment(awards, first(notPaid));
    }

    /** What the base rules alone were worth, without limits: for a refund of which nobody knows what it goes back on. */
    public Rest plain(Circumstances circumstances) {
        var base = inForceFor(circumstances).stream()
                .filter(rule -> rule.role() == Role.BASE)
                .toList();
        var rest = Rest.NOTHING;
        for (var answer : answers(base, EarnRule::judged, circumstances, Allowances.UNLIMITED)) {
            if (answer instanceof Paying(var award)) {
                rest = new Rest(
                        Math.addExact(rest.points(), award.why().points()),
                        Math.addExact(rest.growth(), award.growth()));
            }
        }
        return rest;
    }

    /**
     * What these awards would have come to under other circumstances: when a part of the purchase went back. By the very
     * versions that paid, whoever they are for by now, without limits, and never more than each of them paid.
     */
    public Map<RuleId, Rest> rest(Collection<Why.Earned> paid, Circumstances circumstances) {
        var rules = paid.stream()
                .map(why -> version(why.rule().id(), why.rule().version()))
                .sorted(IN_ORDER)
                .toList();
        var granted = new HashMap<RuleId, Why.Earned>();
        paid.forEach(why -> granted.put(why.rule().id(), why));
        var rest = new HashMap<RuleId, Rest>();
        for (var answer : answers(rules, EarnRule::condition, circumstances, Allowances.UNLIMITED)) {
            if (answer instanceof Paying(var award)) {
                var most = granted.get(award.rule().id());
                if (most != null) {
                    rest.put(
                            award.rule().id(),
                            new Rest(
                                    Math.min(award.why().points(), most.points()),
                                    Math.min(award.growth(), most.growth())));
                }
            }
        }
        return rest;
    }

    /** What a rule, or several, come to. */
    public record Rest(long points, long growth) {

        public static final Rest NOTHING = new Rest(0, 0);

        public boolean isNothing() {
            return points == 0 && growth == 0;
        }
    }

    /** What has begun by then and was not taken back, newest first; the last one is for everyone, if there is such a one. */
    private static List<EarnRule> begun(List<Published> history, Instant moment) {
        var begun = new ArrayList<EarnRule>();
        for (var version : history.reversed()) {
            var rule = version.rule();
            if (!moment.isBefore(rule.effectiveFrom()) && !isRetired(version, moment)) {
                begun.add(rule);
                if (rule.isForEveryone()) {
                    break;
                }
            }
        }
        return begun;
    }

    private static boolean isRetired(Published version, Instant moment) {
        return version.retiredAt().filter(at -> !moment.isBefore(at)).isPresent();
    }

    /** The newest one that is for this member. */
    private static Optional<EarnRule> versionFor(Circumstances circumstances, List<EarnRule> newestFirst) {
        return newestFirst.stream()
                .filter(rule -> rule.isForEveryone()
                        || Judgement.judge(rule.audience(), circumstances).holds())
                .findFirst();
    }

    /** Rules that are in force, but only for others. */
    private List<Why.NotPaid> forOthers(Circumstances circumstances) {
        var moment = circumstances.happenedAt();
        var forOthers = new ArrayList<Why.NotPaid>();
        for (var history : versions.values()) {
            var begun = begun(history, moment);
            if (versionFor(circumstances, begun).isEmpty()) {
                begun.stream()
                        .filter(rule ->
                                rule.inForceAt(moment) && rule.activityType().equals(circumstances.type()))
                        .findFirst()
                        .ifPresent(rule -> forOthers.add(outside(rule, circumstances)));
            }
        }
        return forOthers;
    }

    private static Why.NotPaid outside(EarnRule rule, Circumstances circumstances) {
        var judgement = Judgement.judge(rule.judged(), circumstances).judgement();
        var trace = new Why.Trace(null, judgement, known(rule, circumstances), null, null, List.of());
        return new Why.NotPaid(named(rule), Reason.OUTSIDE_SHARE, null, null, trace);
    }

    private List<Why.NotPaid> notInForce(Circumstances circumstances) {
        var moment = circumstances.happenedAt();
        var notInForce = new ArrayList<Why.NotPaid>();
        for (var history : versions.values()) {
            var newest = history.reversed().stream()
                    .filter(version -> !isRetired(version, moment))
                    .findFirst();
            if (newest.isPresent()
                    && newest.get().rule().activityType().equals(circumstances.type())
                    && begun(history, moment).stream().noneMatch(rule -> rule.inForceAt(moment))) {
                notInForce.add(new Why.NotPaid(named(newest.get().rule()), Reason.NOT_IN_FORCE));
            }
        }
        return notInForce;
    }

    /** What a rule says of an activity, before bonuses give way to each other. */
    private sealed interface Answer {}

    private record Paying(Award award) implements Answer {}

    private record Refusing(Why.NotPaid why) implements Answer {}

    /** A base rule that fits, and what it pays for. */
    private record Fitting(EarnRule rule, Verdict verdict) {

        /** What it pays for the items that a bonus chooses: by their amount; something fixed is not paid for items. */
        long on(Formula formula, Circumstances circumstances, @Nullable Set<Item> chosen) {
            if (chosen == null) {
                return Worth.of(formula, amount(rule, verdict, circumstances), circumstances.tier(), 0)
                        .units();
            }
            if (!isPerAmount(formula)) {
                return 0;
            }
            var both = verdict.items().stream().filter(chosen::contains).toList();
            return Worth.of(formula, circumstances.amountOf(both), circumstances.tier(), 0)
                    .units();
        }
    }

    private static List<Answer> answers(
            List<EarnRule> rules,
            Function<EarnRule, Condition> judgedBy,
            Circumstances circumstances,
            Allowances allowance) {
        var answers = new ArrayList<Answer>();
        var bases = new ArrayList<Fitting>();
        for (var rule : rules) {
            var verdict = Judgement.judge(judgedBy.apply(rule), circumstances);
            if (!verdict.holds()) {
                answers.add(new Refusing(refusal(rule, verdict, circumstances)));
                continue;
            }
            if (rule.role() == Role.BASE) {
                bases.add(new Fitting(rule, verdict));
            }
            // An item's own equality will do: equal items lie in the same part of a purchase.
            var chosen = asksForItems(rule) ? Set.copyOf(verdict.items()) : null;
            var basis = multiplies(rule.points())
                    ? sum(bases, base -> base.on(base.rule().points(), circumstances, chosen))
                    : 0;
            var growthBasis = multiplies(rule.growth())
                    ? sum(bases, base -> base.on(base.rule().growth(), circumstances, chosen))
                    : 0;
            answers.add(new Working(rule, verdict, circumstances, basis, growthBasis).answer(allowance));
        }
        return answers;
    }

    private static long sum(List<Fitting> bases, ToLongFunction<Fitting> worth) {
        return bases.stream().mapToLong(worth).reduce(0, Math::addExact);
    }

    private static Why.NotPaid refusal(EarnRule rule, Verdict verdict, Circumstances circumstances) {
        var reason = onlyTheShareFails(verdict.judgement()) ? Reason.OUTSIDE_SHARE : Reason.CONDITION;
        var trace = new Why.Trace(null, verdict.judgement(), known(rule, circumstances), null, null, List.of());
        return new Why.NotPaid(named(rule), reason, null, null, trace);
    }

    /** One rule at work on one activity. */
    private record Working(EarnRule rule, Verdict verdict, Circumstances circumstances, long basis, long growthBasis) {

        Answer answer(Allowances allowance) {
            var amount = amount(rule, verdict, circumstances);
            var points = Worth.of(rule.points(), amount, circumstances.tier(), basis);
            var growth = Worth.of(rule.growth(), amount, circumstances.tier(), growthBasis);
            if (points.units() == 0 && growth.units() == 0) {
                var nothingThere = (multiplies(rule.points()) || multiplies(rule.growth())) && basis + growthBasis == 0;
                return refuse(
                        nothingThere ? Reason.NOTHING_TO_MULTIPLY : Reason.ROUNDED_TO_ZERO,
                        null,
                        trace(growth, List.of()));
            }
            var left = points.units();
            var cuts = new ArrayList<Why.Cut>();
            var day = circumstances.local().toLocalDate();
            for (var cap : rule.caps()) {
                var there = cap.window() == Cap.Window.ACTIVITY ? cap.most() : allowance.ofCap(rule, cap, day);
                if (cap.measure() == Cap.Measure.TIMES) {
                    if (there <= 0) {
                        return refuse(Reason.CAP_USED_UP, cap, trace(growth, List.of(new Why.Cut(cap, left))));
                    }
                } else if (left > Math.max(0, there)) {
                    cuts.add(new Why.Cut(cap, left - Math.max(0, there)));
                    left = Math.max(0, there);
                }
            }
            if (left == 0 && growth.units() == 0) {
                return refuse(Reason.CAP_USED_UP, cuts.getLast().cap(), trace(growth, cuts));
            }
            if (left > 0 && rule.budget() != null) {
                var there = allowance.ofBudget(rule, left);
                if (left > there) {
                    cuts.add(new Why.Cut(null, left - Math.max(0, there)));
                    left = Math.max(0, there);
                }
                if (left == 0) {
                    return refuse(Reason.BUDGET_GONE, null, trace(growth, cuts));
                }
            }
            var shown = amount != null && showsAmount(rule) ? amount : null;
            var money = circumstances.amount();
            return new Paying(new Award(
                    rule,
                    new Why.Earned(
                            named(rule),
                            shown,
                            shown == null || money == null
                                    ? null
                                    : money.getCurrencyUnit().getCode(),
                            rule.points(),
                            points.exact(),
                            left,
                            growth.units(),
                            trace(growth, cuts),
                            List.of())));
        }

        private Refusing refuse(Reason reason, @Nullable Cap cap, Why.@Nullable Trace trace) {
            return new Refusing(new Why.NotPaid(named(rule), reason, null, cap, trace));
        }

        private Why.@Nullable Trace trace(Worth growth, List<Why.Cut> cuts) {
            var judged = rule.judged().equals(Condition.none()) ? null : verdict.judgement();
            var money = circumstances.amount();
            var part = asksForItems(rule) && money != null ? money.getAmount() : null;
            var multiplied = multiplies(rule.points()) ? (Long) basis : null;
            var known = known(rule, circumstances);
            return judged == null && known == null && multiplied == null && cuts.isEmpty() && isPlain(rule.growth())
                    ? null
                    : new Why.Trace(part, judged, known, multiplied, growth.exact(), cuts);
        }
    }

    private static @Nullable BigDecimal amount(EarnRule rule, Verdict verdict, Circumstances circumstances) {
        var money = circumstances.amount();
        if (money == null) {
            return null;
        }
        return asksForItems(rule) ? circumstances.amountOf(verdict.items()) : money.getAmount();
    }

    private static boolean asksForItems(EarnRule rule) {
        return rule.condition().asks().contains(Ask.ITEMS);
    }

    private static boolean showsAmount(EarnRule rule) {
        return !rule.condition().equals(Condition.none())
                || !(rule.points() instanceof Formula.Fixed || rule.points() instanceof Formula.Nothing)
                || isPerAmount(rule.growth());
    }

    private static boolean multiplies(Formula formula) {
        return formula instanceof Formula.Multiplied;
    }

    private static boolean isPerAmount(Formula formula) {
        return formula instanceof Formula.PerAmount
                || (formula instanceof Formula.ByTier byTier && isPerAmount(byTier.base()));
    }

    /** Nothing more to tell of it than its number. */
    private static boolean isPlain(Formula formula) {
        return switch (formula) {
            case Formula.Nothing _, Formula.Fixed _ -> true;
            case Formula.PerAmount perAmount -> perAmount.rounding() == Formula.Rounding.DOWN;
            case Formula.Multiplied _, Formula.ByTier _ -> false;
        };
    }

    private static Why.@Nullable Known known(EarnRule rule, Circumstances circumstances) {
        var asks = rule.asks();
        var birthday = circumstances.birthday();
        var known = new Why.Known(
                asks.contains(Ask.TIER) ? circumstances.tier() : null,
                asks.contains(Ask.BIRTHDAY)
                        ? (Boolean) (birthday != null
                                && birthday.getMonth() == circumstances.local().getMonth())
                        : null,
                asks.contains(Ask.FIRST_PURCHASE) ? (Boolean) circumstances.firstPurchase() : null,
                asks.contains(Ask.SEGMENTS) ? asked(rule, circumstances) : null);
        return known.saysNothing() ? null : known;
    }

    /** Of the segments that the rule asks for, those to which the member belonged. */
    private static Set<String> asked(EarnRule rule, Circumstances circumstances) {
        return rule.judged().segments().stream()
                .filter(circumstances.segments()::contains)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A tree of which all would hold, if only the member were among those for whom it is being tried. */
    private static boolean onlyTheShareFails(Judgement judgement) {
        return switch (judgement.condition()) {
            case Condition.InShare _ -> !judgement.holds();
            case Condition.All _ ->
                !judgement.holds()
                        && judgement.parts().stream().allMatch(part -> part.holds() || onlyTheShareFails(part));
            default -> false;
        };
    }

    /** The bonuses that give way to another one of those that would pay. */
    private static Map<RuleId, Why.NotPaid> displaced(List<Award> awards) {
        var displaced = new LinkedHashMap<RuleId, Why.NotPaid>();
        var bonuses = awards.stream()
                .filter(award -> award.rule().role() == Role.BONUS)
                .toList();
        var exclusive = bonuses.stream()
                .filter(award -> award.rule().stacking() == Stacking.EXCLUSIVE)
                .min(FOREMOST_FIRST);
        if (exclusive.isPresent()) {
            displace(bonuses, exclusive.get(), Reason.EXCLUDED, displaced);
            return displaced;
        }
        var rivals = bonuses.stream()
                .filter(award -> award.rule().stacking() == Stacking.BEST_WINS)
                .toList();
        rivals.stream().min(BEST_FIRST).ifPresent(best -> displace(rivals, best, Reason.LOST_TO_BETTER, displaced));
        return displaced;
    }

    private static void displace(List<Award> these, Award by, Reason reason, Map<RuleId, Why.NotPaid> into) {
        for (var award : these) {
            if (!award.rule().id().equals(by.rule().id())) {
                var why = new Why.NotPaid(
                        award.why().rule(),
                        reason,
                        by.why().rule(),
                        null,
                        award.why().trace());
                into.put(award.rule().id(), why);
            }
        }
    }

    private static <T> List<T> first(List<T> reasons) {
        return List.copyOf(reasons.subList(0, Math.min(MOST_REASONS, reasons.size())));
    }

    private static Why.Paid named(EarnRule rule) {
        return new Why.Paid(rule.id(), rule.version(), rule.name());
    }
}
