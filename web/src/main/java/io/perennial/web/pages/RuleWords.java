package io.perennial.web.pages;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.membership.Ladder;
import io.perennial.membership.Programme;
import io.perennial.points.Cap;
import io.perennial.points.EarnRule;
import io.perennial.points.Formula;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says rules in the reader's language: what must hold, what is paid, and how far. Sentences are made from the rule itself,
 * so that what people read is what is paid. One set of words serves staff, members and the public rule sheet; where English
 * or Chinese speaks to a member directly, the {@link Voice} decides.
 */
public final class RuleWords {

    private final Locale locale;
    private final Voice voice;
    private final Programme programme;
    private final Supplier<Ladder> ladder;
    private final ConditionWords conditions;

    RuleWords(Locale locale, Voice voice, Programme programme, Supplier<Ladder> ladder, ConditionWords conditions) {
        this.locale = locale;
        this.voice = voice;
        this.programme = programme;
        this.ladder = ladder;
        this.conditions = conditions;
    }

    /** The words for its conditions. */
    public ConditionWords conditions() {
        return conditions;
    }

    // --- a whole rule ---------------------------------------------------------------------------

    /** What it pays and when, in one sentence. */
    public String pays(EarnRule rule) {
        var paid = paid(rule);
        return conditions.sentence(
                isEmpty(rule.condition())
                        ? paid
                        : text("rules.pays-if", paid, conditions.clause(rule.condition(), onlyCurrency(rule))));
    }

    /** All that is to be known of it beside its name and its time, a sentence for each thing. */
    public List<String> sentences(EarnRule rule) {
        var sentences = new ArrayList<String>();
        sentences.add(pays(rule));
        if (rule.condition().asks().contains(Condition.Ask.ITEMS) && countsItems(rule)) {
            sentences.add(text("rules.only-items-that-fit"));
        }
        rounding(rule).ifPresent(sentences::add);
        sentences.addAll(limits(rule));
        if (rule.role() == EarnRule.Role.BONUS) {
            sentences.add(text("rules.stacking." + rule.stacking()));
        }
        return sentences;
    }

    /** The same as one text. */
    public String rule(EarnRule rule) {
        return String.join(space(), sentences(rule));
    }

    /** Caps and budget; empty when it has none. */
    public List<String> limits(EarnRule rule) {
        var limits = new ArrayList<String>();
        if (!rule.caps().isEmpty()) {
            limits.add(text(
                    voice == Voice.MEMBER ? "rules.caps.you" : "rules.caps",
                    list(rule.caps().stream().map(this::cap).toList(), "condition.list.and")));
        }
        if (rule.budget() != null) {
            limits.add(text(voice == Voice.MEMBER ? "rules.budget.you" : "rules.budget", rule.budget()));
        }
        return limits;
    }

    /** For instance: 500 points a day. */
    public String cap(Cap cap) {
        return text("rules.cap." + cap.measure() + "." + cap.window(), cap.most());
    }

    /** From when until when; nothing is said of a beginning that is long past. */
    public String time(EarnRule rule) {
        var until = rule.effectiveUntil();
        return until == null
                ? text("rules.from", moment(rule.effectiveFrom()))
                : text("rules.from-until", moment(rule.effectiveFrom()), moment(until));
    }

    private String moment(Instant moment) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .format(moment.atZone(programme.zone()));
    }

    // --- what is paid ---------------------------------------------------------------------------

    private String paid(EarnRule rule) {
        if (rule.points().equals(rule.growth())) {
            return paid(rule.points(), "both", rule);
        }
        if (rule.growth() instanceof Formula.Nothing) {
            return paid(rule.points(), "points", rule);
        }
        if (rule.points() instanceof Formula.Nothing) {
            return paid(rule.growth(), "growth", rule);
        }
        return text("rules.paid.and", paid(rule.points(), "points", rule), paid(rule.growth(), "growth", rule));
    }

    private String paid(Formula formula, String what, EarnRule rule) {
        return switch (formula) {
            case Formula.PerAmount per ->
                text("rules.paid.per-amount", quantity(what, per.units()), price(per.perAmount(), rule));
            case Formula.Fixed fixed ->
                text("rules.paid.fixed", quantity(what, fixed.units()), each(rule.activityType()));
            case Formula.Multiplied multiplied ->
                text("rules.paid.multiplied", multiple(what, multiplied.factor()), each(rule.activityType()));
            case Formula.ByTier byTier ->
                text("rules.paid.by-tier", paid(byTier.base(), what, rule), factors(byTier.factors()));
            case Formula.Nothing _ -> text("rules.paid.nothing");
        };
    }

    /** A formula by itself, whatever it is for. */
    public String formula(Formula formula) {
        return switch (formula) {
            case Formula.PerAmount per -> text("rules.formula.per-amount", per.units(), asWritten(per.perAmount()));
            case Formula.Fixed fixed -> text("rules.formula.fixed", fixed.units());
            case Formula.Multiplied multiplied -> text("rules.formula.multiplied", number(multiplied.factor()));
            case Formula.ByTier byTier -> text("rules.paid.by-tier", formula(byTier.base()), factors(byTier.factors()));
            case Formula.Nothing _ -> text("rules.paid.nothing");
        };
    }

    public String tier(String code) {
        return conditions.tiers(List.of(code)).getFirst();
    }

    /** Code to name of all tiers, lowest first. */
    public Map<String, String> tiers() {
        var names = new LinkedHashMap<String, String>();
        ladder.get().tiers().forEach(tier -> names.put(tier.code(), tier.name().in(locale)));
        return names;
    }

    private String quantity(String what, long units) {
        return text("rules.quantity." + what, units);
    }

    private String multiple(String what, BigDecimal factor) {
        var plain = factor.stripTrailingZeros().toPlainString();
        return optional("rules.multiple." + what + "." + plain)
                .orElseGet(() -> text("rules.multiple." + what, number(factor)));
    }

    private String factors(Map<String, BigDecimal> factors) {
        var steps = new ArrayList<String>();
        var known = ladder.get().tiers();
        known.stream()
                .filter(tier -> factors.containsKey(tier.code()))
                .forEach(tier -> steps.add(text(
                        "rules.tier-factor",
                        tier.name().in(locale),
                        number(Objects.requireNonNull(factors.get(tier.code()))))));
        factors.entrySet().stream()
                .filter(factor -> known.stream().noneMatch(tier -> tier.code().equals(factor.getKey())))
                .forEach(factor -> steps.add(text("rules.tier-factor", factor.getKey(), number(factor.getValue()))));
        return list(steps, "condition.list.and");
    }

    /** "each purchase", or the programme's own word. */
    private String each(ActivityType type) {
        return optional("rules.each." + type.code()).orElseGet(() -> text("rules.each", type.code()));
    }

    private static boolean countsItems(EarnRule rule) {
        return dependsOnAmount(rule.points()) || dependsOnAmount(rule.growth());
    }

    private static boolean dependsOnAmount(Formula formula) {
        return switch (formula) {
            case Formula.PerAmount _, Formula.Multiplied _ -> true;
            case Formula.ByTier byTier -> dependsOnAmount(byTier.base());
            case Formula.Fixed _, Formula.Nothing _ -> false;
        };
    }

    private Optional<String> rounding(EarnRule rule) {
        var points = roundingOf(rule.points());
        return Optional.ofNullable(points != null ? points : roundingOf(rule.growth()))
                .map(rounding -> text("rules.rounding." + rounding));
    }

    /** Nothing where no part of a point can be left. */
    private static Formula.@Nullable Rounding roundingOf(Formula formula) {
        return switch (formula) {
            case Formula.PerAmount per -> per.rounding();
            case Formula.Multiplied multiplied -> isWhole(multiplied.factor()) ? null : multiplied.rounding();
            case Formula.ByTier byTier -> byTier.rounding();
            case Formula.Fixed _, Formula.Nothing _ -> null;
        };
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    // --- words ----------------------------------------------------------------------------------

    private static boolean isEmpty(Condition condition) {
        return condition instanceof Condition.All all && all.parts().isEmpty();
    }

    /** The currency in which the rule's amounts can be meant, when there is but one. */
    private @Nullable String onlyCurrency(EarnRule rule) {
        var condition = rule.condition();
        var parts = condition instanceof Condition.All ? condition.parts() : List.of(condition);
        for (var part : parts) {
            if (part instanceof Condition.CurrencyIn in && in.codes().size() == 1) {
                return in.codes().first();
            }
        }
        return programme.currencies().size() == 1 ? programme.usualCurrency() : null;
    }

    private String price(BigDecimal amount, EarnRule rule) {
        return conditions.price(amount, onlyCurrency(rule));
    }

    /** With the decimals that it was written with. */
    private String asWritten(BigDecimal number) {
        var format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(Math.max(0, number.scale()));
        return format.format(number);
    }

    private String space() {
        return isChinese() ? "" : " ";
    }

    private boolean isChinese() {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage());
    }

    private String number(BigDecimal number) {
        return conditions.number(number);
    }

    private String list(List<String> words, String last) {
        return conditions.list(words, last);
    }

    private Optional<String> optional(String key) {
        return conditions.optional(key);
    }

    private String text(String key, Object... arguments) {
        return conditions.text(key, arguments);
    }
}
