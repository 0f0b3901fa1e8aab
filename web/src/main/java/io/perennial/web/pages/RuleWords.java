package io.perennial.web.pages;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.insights.Judgement;
import io.perennial.membership.Ladder;
import io.perennial.membership.Programme;
import io.perennial.points.Cap;
import io.perennial.points.EarnRule;
import io.perennial.points.Formula;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * Says rules in the reader's language: what must hold, what is paid, and how far. Sentences are made from the rule itself,
 * so that what people read is what is paid. One set of words serves staff, members and the public rule sheet; where English
 * or Chinese speaks to a member directly, the {@link Voice} decides.
 */
public final class RuleWords {

    /** Whom the sentence speaks to. */
    public enum Voice {
        /** Of the member, as someone else. */
        STAFF,
        /** To the member. */
        MEMBER
    }

    /**
     * One line of a trace.
     *
     * @param depth 0 for the outermost
     * @param met what was found there; empty where there is nothing to show
     */
    public record Step(int depth, String asked, String met, boolean holds) {}

    private static final int SHOWN = 12;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    private final MessageSource texts;
    private final Locale locale;
    private final Voice voice;
    private final Programme programme;
    private final Supplier<Ladder> ladder;

    RuleWords(MessageSource texts, Locale locale, Voice voice, Programme programme, Supplier<Ladder> ladder) {
        this.texts = texts;
        this.locale = locale;
        this.voice = voice;
        this.programme = programme;
        this.ladder = ladder;
    }

    // --- a whole rule ---------------------------------------------------------------------------

    /** What it pays and when, in one sentence. */
    public String pays(EarnRule rule) {
        var paid = paid(rule);
        return sentence(
                isEmpty(rule.condition()) ? paid : text("rules.pays-if", paid, condition(rule.condition(), rule)));
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
                    list(rule.caps().stream().map(this::cap).toList(), "rules.list.and")));
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
        return tiers(List.of(code)).getFirst();
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
        return list(steps, "rules.list.and");
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

    // --- what must hold -------------------------------------------------------------------------

    /** What must hold, as a clause that can stand after "if". */
    public String condition(Condition condition) {
        return clause(condition, null, false);
    }

    private String condition(Condition condition, EarnRule rule) {
        return clause(condition, onlyCurrency(rule), false);
    }

    private static boolean isEmpty(Condition condition) {
        return condition instanceof Condition.All all && all.parts().isEmpty();
    }

    private String clause(Condition condition, @Nullable String currency, boolean within) {
        return switch (condition) {
            case Condition.All all when all.parts().isEmpty() -> text("rules.always");
            case Condition.All all
            when all.parts().size() == 1 -> clause(all.parts().getFirst(), currency, within);
            case Condition.Any any
            when any.parts().size() == 1 -> clause(any.parts().getFirst(), currency, within);
            case Condition.All all -> group(all.parts(), "rules.clauses.and", currency, within);
            case Condition.Any any -> group(any.parts(), "rules.clauses.or", currency, within);
            case Condition.Not not -> negated(not.part(), currency, within);
            default -> leaf(condition, "rules.is.", currency);
        };
    }

    private String negated(Condition part, @Nullable String currency, boolean within) {
        return switch (part) {
            case Condition.Not twice -> clause(twice.part(), currency, within);
            case Condition.All all
            when all.parts().size() == 1 -> negated(all.parts().getFirst(), currency, within);
            case Condition.Any any
            when any.parts().size() == 1 -> negated(any.parts().getFirst(), currency, within);
            case Condition.All all -> text("rules.not-all", semicolons(all.parts(), currency));
            case Condition.Any any -> text("rules.none-of", semicolons(any.parts(), currency));
            default -> leaf(part, "rules.not.", currency);
        };
    }

    private String group(List<Condition> parts, String joiner, @Nullable String currency, boolean within) {
        var clauses = parts.stream().map(part -> clause(part, currency, true)).toList();
        var joined = clauses.stream()
                .reduce((before, after) -> text(joiner, before, after))
                .orElseThrow();
        return within ? text("rules.brackets", joined) : joined;
    }

    private String semicolons(List<Condition> parts, @Nullable String currency) {
        return parts.stream()
                .map(part -> clause(part, currency, true))
                .reduce((before, after) -> text("rules.clauses.semicolon", before, after))
                .orElseThrow();
    }

    private String leaf(Condition leaf, String is, @Nullable String currency) {
        return switch (leaf) {
            case Condition.AmountBetween between -> amount(between, is, currency);
            case Condition.CurrencyIn in -> text(is + "currency", some(in.codes()));
            case Condition.ArticleIn in -> text(is + "article", some(in.numbers()));
            case Condition.CategoryIn in -> text(is + "category", quoted(in.categories()));
            case Condition.ItemNamed named -> text(is + "item-named", quoted(named.words()));
            case Condition.StoreIn in -> text(is + "store", some(in.stores()));
            case Condition.ChannelIn in ->
                text(
                        is + "channel",
                        some(in.channels().stream().map(this::channel).toList()));
            case Condition.TierIn in -> voiced(is + "tier", some(tiers(in.codes())));
            case Condition.WeekdayIn in ->
                text(
                        is + "weekday",
                        some(in.days().stream()
                                .map(day -> day.getDisplayName(TextStyle.FULL, locale))
                                .toList()));
            case Condition.DayOfMonthIn in ->
                text(
                        is + "day-of-month",
                        some(in.days().stream().map(this::dayOfMonth).toList()));
            case Condition.TimeBetween(var from, var until) -> text(is + "time", clock(from), clock(until));
            case Condition.FirstPurchase _ -> voiced(is + "first-purchase");
            case Condition.BirthdayMonth _ -> voiced(is + "birthday-month");
            case Condition.InShare(var seed, var perMille) ->
                // A trial of one rule draws its share by the rule's id, which says nothing to anybody.
                voice != Voice.MEMBER && isId(seed)
                        ? text(is + "share.trial", number(BigDecimal.valueOf(perMille, 1)))
                        : voiced(is + "share", number(BigDecimal.valueOf(perMille, 1)), seed);
            case Condition.All _, Condition.Any _, Condition.Not _ -> condition(leaf);
        };
    }

    private static boolean isId(String seed) {
        return seed.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(/[0-9]+)?");
    }

    private String amount(Condition.AmountBetween between, String is, @Nullable String currency) {
        var from = between.from();
        var below = between.below();
        if (from == null) {
            return text(is + "amount.below", price(Objects.requireNonNull(below), currency));
        }
        return below == null
                ? text(is + "amount.from", price(from, currency))
                : text(is + "amount.between", price(from, currency), price(below, currency));
    }

    // --- how it was judged ----------------------------------------------------------------------

    /** Each condition with what was found, outermost first; what stands below a group follows it. */
    public List<Step> trace(Judgement judgement) {
        var steps = new ArrayList<Step>();
        trace(judgement, 0, steps);
        return steps;
    }

    private void trace(Judgement judgement, int depth, List<Step> into) {
        var condition = judgement.condition();
        switch (condition) {
            case Condition.All _, Condition.Any _ -> {
                if (judgement.parts().size() == 1) {
                    trace(judgement.parts().getFirst(), depth, into);
                    return;
                }
                if (!judgement.parts().isEmpty()) {
                    into.add(new Step(depth, text("rules.group." + name(condition)), "", judgement.holds()));
                    judgement.parts().forEach(part -> trace(part, depth + 1, into));
                }
            }
            case Condition.Not not -> {
                var part = judgement.parts().getFirst();
                if (not.part().parts().isEmpty()) {
                    into.add(new Step(depth, condition(not), met(part), judgement.holds()));
                } else {
                    into.add(new Step(depth, text("rules.group.not"), "", judgement.holds()));
                    trace(part, depth + 1, into);
                }
            }
            default -> into.add(new Step(depth, condition(condition), met(judgement), judgement.holds()));
        }
    }

    private static String name(Condition group) {
        return group instanceof Condition.Any ? "any" : "all";
    }

    private String met(Judgement leaf) {
        var met = leaf.met();
        if (met == null) {
            return leaf.condition() instanceof Condition.FirstPurchase ? "" : text("rules.met.nothing");
        }
        return switch (leaf.condition()) {
            case Condition.TierIn _ -> tiers(List.of(met)).getFirst();
            case Condition.ChannelIn _ -> channel(met);
            case Condition.WeekdayIn _ -> DayOfWeek.valueOf(met).getDisplayName(TextStyle.FULL, locale);
            case Condition.BirthdayMonth _ -> Month.valueOf(met).getDisplayName(TextStyle.FULL_STANDALONE, locale);
            case Condition.DayOfMonthIn _ -> dayOfMonth(Integer.parseInt(met), false);
            case Condition.TimeBetween _ -> clock(LocalTime.parse(met));
            case Condition.AmountBetween _ -> amount(met);
            case Condition.OnItems _ -> {
                var counts = met.split("/", 2);
                yield text("rules.met.items", Long.parseLong(counts[0]), Long.parseLong(counts[1]));
            }
            case Condition.InShare _ -> text("rules.met.share", number(new BigDecimal(met).movePointLeft(1)));
            default -> met;
        };
    }

    private String amount(String met) {
        var parts = met.split(" ", 2);
        return parts.length == 2 ? Reasons.money(new BigDecimal(parts[0]), parts[1], locale) : met;
    }

    /** What did not hold, as a clause: only that part of it at which it failed. */
    public String missing(Judgement judgement) {
        return clause(failed(judgement), null, false);
    }

    private static Condition failed(Judgement judgement) {
        if (!(judgement.condition() instanceof Condition.All)) {
            return judgement.condition();
        }
        var parts = judgement.parts().stream()
                .filter(part -> !part.holds())
                .map(RuleWords::failed)
                .toList();
        return new Condition.All(parts);
    }

    // --- words ----------------------------------------------------------------------------------

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
        return price(amount, onlyCurrency(rule));
    }

    private String price(BigDecimal amount, @Nullable String currency) {
        var plain = amount.stripTrailingZeros();
        plain = plain.setScale(Math.max(0, plain.scale()));
        return currency == null ? number(plain) : Reasons.money(plain, currency, locale);
    }

    private String number(BigDecimal number) {
        var format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(12);
        return format.format(number);
    }

    /** With the decimals that it was written with. */
    private String asWritten(BigDecimal number) {
        var format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(Math.max(0, number.scale()));
        return format.format(number);
    }

    private List<String> tiers(Collection<String> codes) {
        var steps = ladder.get();
        var names = new ArrayList<String>();
        steps.tiers().stream()
                .filter(tier -> codes.contains(tier.code()))
                .forEach(tier -> names.add(tier.name().in(locale)));
        codes.stream().filter(code -> steps.find(code).isEmpty()).forEach(names::add);
        return names;
    }

    private String channel(String code) {
        return optional("admin.channel." + code).orElse(code);
    }

    private String dayOfMonth(int day) {
        return dayOfMonth(day, true);
    }

    /** @param asked whether 31 is the condition's word for the last day, not a date */
    private String dayOfMonth(int day, boolean asked) {
        return asked && day == 31 ? text("rules.day.last") : text("rules.day", day);
    }

    private static String clock(LocalTime time) {
        return CLOCK.format(time);
    }

    private String quoted(Collection<String> words) {
        return some(words.stream().map(word -> text("rules.quoted", word)).toList());
    }

    /** One or the other; only the first of very many. */
    private String some(Collection<String> words) {
        var all = List.copyOf(words);
        return all.size() <= SHOWN
                ? list(all, "rules.list.or")
                : text(
                        "rules.list.more",
                        String.join(text("rules.list.comma"), all.subList(0, SHOWN)),
                        all.size() - SHOWN);
    }

    private String list(List<String> words, String last) {
        if (words.size() < 2) {
            return String.join("", words);
        }
        return text(last, String.join(text("rules.list.comma"), words.subList(0, words.size() - 1)), words.getLast());
    }

    private String sentence(String clause) {
        return text("rules.sentence", Character.toUpperCase(clause.charAt(0)) + clause.substring(1));
    }

    private String space() {
        return isChinese() ? "" : " ";
    }

    private boolean isChinese() {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage());
    }

    /** In the reader's voice where it makes a difference. */
    private String voiced(String key, Object... arguments) {
        return voice == Voice.MEMBER ? text(key + ".you", arguments) : text(key, arguments);
    }

    private Optional<String> optional(String key) {
        return Optional.ofNullable(texts.getMessage(key, null, null, locale));
    }

    private String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, locale);
    }
}
