package io.perennial.web.admin;

import io.perennial.insights.ActivityType;
import io.perennial.membership.BilingualText;
import io.perennial.membership.Tier;
import io.perennial.points.EarnRule;
import io.perennial.points.Formula;
import io.perennial.points.RuleId;
import io.perennial.points.Why;
import io.perennial.rewards.RewardKind;
import io.perennial.web.pages.Reasons;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** Says rules, and why an entry is what it is, in the reader's language and in full; {@code words} on the staff's pages. */
final class StaffPhrases {

    private static final Pattern NUMBERED = Pattern.compile("\\[(\\d+)]");

    private final MessageSource texts;
    private final Locale locale;
    private final List<String> currencies;

    StaffPhrases(MessageSource texts, Locale locale, List<String> currencies) {
        this.texts = texts;
        this.locale = locale;
        this.currencies = currencies;
    }

    /** @param rule the rule that the facts are about, for those that one rule paid */
    record Trace(String summary, List<Fact> facts, @Nullable RuleId rule) {}

    record Fact(String label, String value) {}

    /** {@code November 2026}, in the language's own order. */
    public String month(YearMonth month) {
        return DateTimeFormatter.ofLocalizedPattern("yMMMM").withLocale(locale).format(month);
    }

    /** With its sign, and a dash for nothing. */
    public String signed(long points) {
        var format = NumberFormat.getIntegerInstance(locale);
        return points == 0 ? "–" : (points > 0 ? "+" : "−") + format.format(Math.abs(points));
    }

    /** A share of 1, with one decimal at most. */
    public String percent(BigDecimal share) {
        var format = NumberFormat.getPercentInstance(locale);
        format.setMaximumFractionDigits(1);
        return format.format(share);
    }

    public String signedPercent(BigDecimal share) {
        return (share.signum() > 0 ? "+" : share.signum() < 0 ? "−" : "") + percent(share.abs());
    }

    public String amount(BigDecimal amount, String currency) {
        return Reasons.money(amount, currency, locale);
    }

    /** What a rule pays for, in one sentence. */
    public String rule(EarnRule rule) {
        var sentence = rule.points().equals(rule.growth())
                ? formula("both", rule.points(), rule)
                : rule.growth() instanceof Formula.Nothing
                        ? formula("points", rule.points(), rule)
                        : rule.points() instanceof Formula.Nothing
                                ? formula("growth", rule.growth(), rule)
                                : text(
                                        "admin.rules.words.and",
                                        formula("points", rule.points(), rule),
                                        formula("growth", rule.growth(), rule));
        var minimum = rule.minimum();
        return minimum == null
                ? sentence
                : text("admin.rules.words.minimum", sentence, decimal(minimum), currency(rule.currency()));
    }

    private String formula(String what, Formula formula, EarnRule rule) {
        return switch (formula) {
            case Formula.PerAmount(var units, var amount) ->
                text("admin.rules.words." + what + ".per-amount", units, decimal(amount), currency(rule.currency()));
            case Formula.Fixed(var units) ->
                text("admin.rules.words." + what + ".fixed", units, activity(rule.activityType()));
            case Formula.Nothing() -> text("admin.rules.words.nothing");
        };
    }

    private String currency(@Nullable CurrencyUnit currency) {
        return currency == null ? text("admin.rules.words.any-currency") : currency.getCode();
    }

    /** The name of an activity type; words that a programme made up are their own names. */
    public String activity(ActivityType type) {
        return activity(type.code());
    }

    private String activity(String code) {
        return name("admin.activity." + code, code);
    }

    /** Where an activity was told from. */
    public String channel(String channel) {
        return name("admin.channel." + channel, channel);
    }

    /** What staff did, from the audit trail's {@code subject.verb}. */
    public String action(String action) {
        return name("admin.audit.action." + action, action);
    }

    /** What sort of thing was changed. */
    public String subject(String kind) {
        return name("admin.audit.kind." + kind, kind);
    }

    /** What was changed, from a path like {@code name.en} or {@code roles[2]}. */
    public String part(String path) {
        if (path.isEmpty()) {
            return text("admin.audit.value");
        }
        var name = name("admin.audit.part." + path.replaceAll("\\[\\d+]", ""), path);
        var number = NUMBERED.matcher(path);
        return number.find() && !name.equals(path) ? text("admin.audit.part.numbered", name, number.group(1)) : name;
    }

    public String money(Money money) {
        return Reasons.money(money.getAmount(), money.getCurrencyUnit().getCode(), locale);
    }

    /** Of one piece, in the currency of the whole. */
    public String price(BigDecimal price, @Nullable Money whole) {
        return money(price, whole == null ? null : whole.getCurrencyUnit().getCode());
    }

    private String money(BigDecimal amount, @Nullable String currency) {
        return currency == null ? decimal(amount) : Reasons.money(amount, currency, locale);
    }

    public String decimal(BigDecimal number) {
        var format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(Math.clamp(number.scale(), 0, 12));
        format.setMaximumFractionDigits(12);
        return format.format(number);
    }

    /** The full account of an entry. */
    public Trace trace(Why why) {
        return switch (why) {
            case Why.Earned earned -> earned(earned);
            case Why.EarnedNothing(var rules) -> earnedNothing(rules);
            case Why.Spent(var on) -> new Trace(text("admin.trace.spent", in(on)), List.of(fact("on", in(on))), null);
            case Why.GivenBack(var on, var reason) ->
                new Trace(
                        text("admin.trace.given-back", in(on)),
                        List.of(fact("on", in(on)), fact("reason", reason)),
                        null);
            case Why.TakenBack taken -> takenBack(taken);
            case Why.Released(var entry) ->
                new Trace(
                        text("admin.trace.released", entry),
                        List.of(fact("of-entry", text("admin.entries.numbered", entry))),
                        null);
            case Why.Granted(var forWhat) ->
                new Trace(text("admin.trace.granted", in(forWhat)), List.of(fact("on", in(forWhat))), null);
            case Why.Expired(var lastDay) ->
                new Trace(text("admin.trace.expired", day(lastDay)), List.of(fact("last-day", day(lastDay))), null);
        };
    }

    private Trace earned(Why.Earned earned) {
        var facts = new ArrayList<Fact>();
        facts.add(fact(
                "rule",
                text(
                        "admin.trace.rule.version",
                        in(earned.rule().name()),
                        earned.rule().version())));
        if (earned.amount() != null) {
            facts.add(fact("amount", money(earned.amount(), earned.currency())));
        }
        facts.add(fact("formula", formula(earned.formula())));
        if (earned.exact() != null) {
            facts.add(fact("exact", decimal(earned.exact())));
            facts.add(fact(
                    "rounding",
                    earned.exact().compareTo(BigDecimal.valueOf(earned.points())) == 0
                            ? text("admin.trace.rounding.none")
                            : text("admin.trace.rounding.down", earned.points())));
        }
        facts.add(fact("points", text("admin.number", earned.points())));
        facts.add(fact("growth", text("admin.number", earned.growth())));
        return new Trace(
                text("admin.trace.earned", in(earned.rule().name())),
                facts,
                earned.rule().id());
    }

    private Trace earnedNothing(List<Why.NotPaid> rules) {
        var facts = rules.stream()
                .map(notPaid -> new Fact(
                        text(
                                "admin.trace.rule.version",
                                in(notPaid.rule().name()),
                                notPaid.rule().version()),
                        text("admin.trace.not-paid." + notPaid.reason())))
                .toList();
        return new Trace(
                text(rules.isEmpty() ? "admin.trace.no-rule" : "admin.trace.earned-nothing"),
                facts,
                rules.size() == 1 ? rules.getFirst().rule().id() : null);
    }

    private Trace takenBack(Why.TakenBack taken) {
        var facts = new ArrayList<Fact>();
        var purchase = taken.purchase();
        facts.add(fact("purchase", purchase == null ? text("admin.trace.purchase.unknown") : purchase));
        facts.add(fact("refunded", money(taken.amount(), taken.currency())));
        facts.add(fact("due", text("admin.number", taken.due())));
        facts.add(fact("taken", text("admin.number", taken.due() - taken.shortfall())));
        if (taken.waited() > 0) {
            facts.add(fact("waited", text("admin.number", taken.waited())));
        }
        if (taken.owed() > 0) {
            facts.add(fact("owed", text("admin.number", taken.owed())));
        }
        if (taken.shortfall() > 0) {
            facts.add(fact("shortfall", text("admin.number", taken.shortfall())));
        }
        facts.add(fact("growth-taken", text("admin.number", taken.growth())));
        return new Trace(
                purchase == null ? text("admin.trace.taken-back") : text("admin.trace.taken-back.of", purchase),
                facts,
                null);
    }

    private String formula(Formula formula) {
        return switch (formula) {
            case Formula.PerAmount(var units, var amount) ->
                text("admin.trace.formula.per-amount", units, decimal(amount));
            case Formula.Fixed(var units) -> text("admin.trace.formula.fixed", units);
            case Formula.Nothing() -> text("admin.rules.words.nothing");
        };
    }

    /** Choices for forms: value to label. */
    public Map<String, String> currencies() {
        var choices = new LinkedHashMap<String, String>();
        currencies.forEach(code -> choices.put(code, code));
        return choices;
    }

    public Map<String, String> formulas() {
        var choices = new LinkedHashMap<String, String>();
        for (var kind : List.of(RuleForm.PER_AMOUNT, RuleForm.FIXED, RuleForm.NOTHING)) {
            choices.put(kind, text("admin.rules.form.formula." + kind));
        }
        return choices;
    }

    public Map<String, String> rewardKinds() {
        var choices = new LinkedHashMap<String, String>();
        Arrays.stream(RewardKind.values())
                .forEach(kind -> choices.put(kind.name(), text("admin.rewards.kind." + kind)));
        return choices;
    }

    public Map<String, String> tiers(List<Tier> tiers) {
        var choices = new LinkedHashMap<String, String>();
        tiers.forEach(tier -> choices.put(tier.code(), in(tier.name())));
        return choices;
    }

    private Fact fact(String label, String value) {
        return new Fact(text("admin.trace." + label), value);
    }

    private String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(day);
    }

    private String in(BilingualText text) {
        return text.in(locale);
    }

    private String name(String key, String otherwise) {
        var name = texts.getMessage(key, null, otherwise, locale);
        return name == null ? otherwise : name;
    }

    private String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, locale);
    }
}
