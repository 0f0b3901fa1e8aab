package io.perennial.points.domain;

import io.perennial.insights.ActivityType;
import io.perennial.points.EarnRule;
import io.perennial.points.Formula;
import io.perennial.points.Points;
import io.perennial.points.ReadRules.Published;
import io.perennial.points.RuleId;
import io.perennial.points.Why;
import io.perennial.points.Why.Reason;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * All versions of all earn rules. A pure function: the same activity always comes to the same awards, whenever it is
 * asked, because the moment at which it happened chooses the versions.
 */
public final class RuleBook {

    /** As many reasons as a person would read; rules in force come first. */
    private static final int MOST_REASONS = 20;

    private static final int DECIMALS_OF_EXACT = 4;

    /** Versions by rule, oldest first; rules in the order in which they were made. */
    private final Map<RuleId, List<Published>> versions = new TreeMap<>(Comparator.comparing(RuleId::toString));

    public RuleBook(Collection<Published> published) {
        published.stream()
                .sorted(Comparator.comparingInt(version -> version.rule().version()))
                .forEach(version -> versions.computeIfAbsent(version.rule().id(), id -> new ArrayList<>())
                        .add(version));
    }

    /** What an activity of this type, with this amount if it carries one, was worth at this moment. */
    public Assessment assess(ActivityType type, @Nullable Money amount, Instant happenedAt) {
        var awards = new ArrayList<Award>();
        var notPaid = new ArrayList<Why.NotPaid>();
        var notInForce = new ArrayList<Why.NotPaid>();
        for (var history : versions.values()) {
            var version = inForce(history, happenedAt);
            if (version.isEmpty()) {
                var newest = history.getLast();
                var retired = newest.retiredAt()
                        .filter(at -> !happenedAt.isBefore(at))
                        .isPresent();
                if (!retired && newest.rule().activityType().equals(type)) {
                    notInForce.add(new Why.NotPaid(named(newest.rule()), Reason.NOT_IN_FORCE));
                }
                continue;
            }
            var rule = version.get();
            if (rule.activityType().equals(type)) {
                award(rule, amount)
                        .ifPresentOrElse(
                                awards::add, () -> notPaid.add(new Why.NotPaid(named(rule), reason(rule, amount))));
            }
        }
        notPaid.addAll(notInForce);
        return new Assessment(awards, notPaid.subList(0, Math.min(MOST_REASONS, notPaid.size())));
    }

    /** What one version of a rule pays for this amount, if anything, whenever that may be. */
    public Optional<Award> award(RuleId id, int version, @Nullable Money amount) {
        var rule = versions.getOrDefault(id, List.of()).stream()
                .map(Published::rule)
                .filter(each -> each.version() == version)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("rule " + id + " has no version " + version));
        return award(rule, amount);
    }

    private static Optional<EarnRule> inForce(List<Published> history, Instant moment) {
        for (var version : history.reversed()) {
            if (!moment.isBefore(version.rule().effectiveFrom())) {
                var retired =
                        version.retiredAt().filter(at -> !moment.isBefore(at)).isPresent();
                return Optional.of(version.rule()).filter(rule -> !retired && rule.inForceAt(moment));
            }
        }
        return Optional.empty();
    }

    private static Optional<Award> award(EarnRule rule, @Nullable Money amount) {
        if (!rule.accepts(amount)) {
            return Optional.empty();
        }
        var points = worth(rule.points(), amount);
        var growth = worth(rule.growth(), amount);
        if (points == 0 && growth == 0) {
            return Optional.empty();
        }
        var asked = asksForMoney(rule) ? amount : null;
        var why = new Why.Earned(
                named(rule),
                asked == null ? null : asked.getAmount(),
                asked == null ? null : asked.getCurrencyUnit().getCode(),
                rule.points(),
                exact(rule.points(), asked),
                points,
                growth);
        return Optional.of(new Award(why, Points.of(points), growth));
    }

    private static boolean asksForMoney(EarnRule rule) {
        return rule.currency() != null
                || rule.minimum() != null
                || rule.points() instanceof Formula.PerAmount
                || rule.growth() instanceof Formula.PerAmount;
    }

    private static @Nullable BigDecimal exact(Formula formula, @Nullable Money amount) {
        if (amount == null || !(formula instanceof Formula.PerAmount(var units, var perAmount))) {
            return null;
        }
        var exact = amount.getAmount()
                .multiply(BigDecimal.valueOf(units))
                .divide(perAmount, DECIMALS_OF_EXACT, RoundingMode.DOWN)
                .stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact; // 100, never 1E+2
    }

    private static long worth(Formula formula, @Nullable Money amount) {
        return switch (formula) {
            case Formula.PerAmount perAmount -> amount == null ? 0 : perAmount.of(amount);
            case Formula.Fixed fixed -> fixed.units();
            case Formula.Nothing() -> 0;
        };
    }

    private static Reason reason(EarnRule rule, @Nullable Money amount) {
        if (rule.currency() != null
                && (amount == null || !amount.getCurrencyUnit().equals(rule.currency()))) {
            return Reason.OTHER_CURRENCY;
        }
        return rule.accepts(amount) ? Reason.ROUNDED_TO_ZERO : Reason.BELOW_MINIMUM;
    }

    private static Why.Paid named(EarnRule rule) {
        return new Why.Paid(rule.id(), rule.version(), rule.name());
    }
}
