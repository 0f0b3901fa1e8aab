package io.perennial.web.pages;

import io.perennial.points.Formula;
import io.perennial.points.Why;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says why an entry is what it is, in a sentence or two for the member. */
@Component
public class Reasons {

    /** What a member should know of a bonus that did not come: not those that were never meant for them. */
    private static final Set<Why.Reason> WORTH_TELLING =
            EnumSet.of(Why.Reason.LOST_TO_BETTER, Why.Reason.EXCLUDED, Why.Reason.CAP_USED_UP, Why.Reason.BUDGET_GONE);

    private final MessageSource texts;
    private final RuleWording rules;

    public Reasons(MessageSource texts, RuleWording rules) {
        this.texts = texts;
        this.rules = rules;
    }

    public String sentence(Why why, Locale locale) {
        return switch (why) {
            case Why.Earned earned -> earned(earned, locale);
            case Why.EarnedNothing nothing -> nothing(nothing, locale);
            case Why.Spent spent -> text(locale, "spent", spent.on().in(locale));
            case Why.GivenBack back -> text(locale, "given-back", back.on().in(locale), back.reason());
            case Why.TakenBack back -> takenBack(back, locale);
            case Why.Released released -> text(locale, "released", released.entry());
            case Why.Granted granted ->
                text(locale, "granted", granted.forWhat().in(locale));
            case Why.Sent sent -> text(locale, "sent." + sent.party());
            case Why.Received received -> text(locale, "received." + received.party());
            case Why.SentBack back -> text(locale, "sent-back." + back.returnedFor());
            case Why.Merged merged -> text(locale, "merged." + merged.cause());
            case Why.Adjusted(var reason, var note) ->
                note == null
                        ? text(locale, "adjusted", reason.in(locale))
                        : text(locale, "adjusted.note", reason.in(locale), note);
            case Why.Reinstated(var lastDay) ->
                text(
                        locale,
                        "reinstated",
                        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                                .withLocale(locale)
                                .format(lastDay));
            case Why.Expired expired ->
                text(
                        locale,
                        "expired",
                        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                                .withLocale(locale)
                                .format(expired.lastDay()));
        };
    }

    /** An amount as people write it in that language. */
    public static String money(BigDecimal amount, String currency, Locale locale) {
        var format = NumberFormat.getCurrencyInstance(locale);
        var unit = Currency.getInstance(currency);
        format.setCurrency(unit);
        var digits = Math.max(0, unit.getDefaultFractionDigits());
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(Math.max(digits, amount.scale()));
        return format.format(amount);
    }

    private String earned(Why.Earned earned, Locale locale) {
        var sentences = new ArrayList<String>();
        sentences.add(paid(earned, locale));
        cuts(earned.cuts(), locale).ifPresent(sentences::add);
        earned.beside().stream()
                .filter(each -> WORTH_TELLING.contains(each.reason()))
                .map(each -> notPaid(each, locale))
                .forEach(sentences::add);
        return String.join(separator(locale), sentences);
    }

    private String paid(Why.Earned earned, Locale locale) {
        var rule = earned.rule().name().in(locale);
        var before = earned.points()
                + earned.cuts().stream().mapToLong(Why.Cut::points).sum();
        return switch (earned.formula()) {
            case Formula.PerAmount per
            when earned.amount() != null && earned.currency() != null -> perAmount(earned, per, before, rule, locale);
            case Formula.ByTier byTier
            when byTier.base() instanceof Formula.PerAmount && earned.amount() != null && earned.currency() != null ->
                text(
                        locale,
                        "earned.by-tier",
                        rule,
                        money(earned.amount(), earned.currency(), locale),
                        number(factor(earned, byTier.factors()), locale),
                        before);
            case Formula.Multiplied multiplied
            when basis(earned) != null ->
                text(locale, "earned.multiplied", rule, number(multiplied.factor(), locale), basis(earned), before);
            default ->
                before == 0 && earned.growth() > 0
                        ? text(locale, "earned.growth", rule, earned.growth())
                        : text(locale, "earned.fixed", rule, before);
        };
    }

    private String perAmount(Why.Earned earned, Formula.PerAmount per, long points, String rule, Locale locale) {
        var plain = per.perAmount().stripTrailingZeros();
        var currency = Objects.requireNonNull(earned.currency());
        var unrounded = unrounded(earned, locale);
        return text(
                locale,
                unrounded == null ? "earned.amount" : "earned.rounded." + per.rounding(),
                rule,
                per.units(),
                money(plain.setScale(Math.max(0, plain.scale())), currency, locale),
                money(Objects.requireNonNull(earned.amount()), currency, locale),
                points,
                earned.rule().version(),
                unrounded);
    }

    private static @Nullable Long basis(Why.Earned earned) {
        return earned.trace() == null ? null : earned.trace().basis();
    }

    private static BigDecimal factor(Why.Earned earned, Map<String, BigDecimal> factors) {
        var known = earned.trace() == null ? null : earned.trace().known();
        var tier = known == null ? null : known.tier();
        return tier == null ? BigDecimal.ONE : factors.getOrDefault(tier, BigDecimal.ONE);
    }

    private Optional<String> cuts(List<Why.Cut> cuts, Locale locale) {
        return cuts.isEmpty()
                ? Optional.empty()
                : Optional.of(cuts.stream()
                        .map(cut -> cut.cap() == null
                                ? text(locale, "cut.budget", cut.points())
                                : text(
                                        locale,
                                        "cut.cap",
                                        cut.points(),
                                        words(locale).cap(cut.cap())))
                        .collect(Collectors.joining(separator(locale))));
    }

    private RuleWords words(Locale locale) {
        return rules.in(locale, Voice.MEMBER);
    }

    private static String number(BigDecimal number, Locale locale) {
        return NumberFormat.getNumberInstance(locale).format(number);
    }

    /** Nothing where no part of a point was lost. */
    private static @Nullable String unrounded(Why.Earned earned, Locale locale) {
        var exact = earned.exact();
        if (exact == null || exact.stripTrailingZeros().scale() <= 0) {
            return null;
        }
        var format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(4);
        format.setRoundingMode(RoundingMode.DOWN);
        return format.format(exact);
    }

    private String nothing(Why.EarnedNothing nothing, Locale locale) {
        if (nothing.rules().isEmpty()) {
            return text(locale, "nothing");
        }
        return nothing.rules().stream()
                .map(each -> notPaid(each, locale))
                .collect(Collectors.joining(separator(locale)));
    }

    private String notPaid(Why.NotPaid notPaid, Locale locale) {
        var rule = notPaid.rule().name().in(locale);
        var missing = missing(notPaid, locale);
        if (notPaid.reason() == Why.Reason.CONDITION && missing.isPresent()) {
            return text(locale, "nothing.CONDITION.which", rule, missing.get());
        }
        return text(
                locale,
                "nothing." + notPaid.reason(),
                rule,
                notPaid.other() == null ? "" : notPaid.other().name().in(locale),
                notPaid.cap() == null ? "" : words(locale).cap(notPaid.cap()));
    }

    /** What would have had to hold, of all that did not: as the rule says it. */
    private Optional<String> missing(Why.NotPaid notPaid, Locale locale) {
        var judgement = notPaid.trace() == null ? null : notPaid.trace().condition();
        return judgement == null
                ? Optional.empty()
                : Optional.of(words(locale).conditions().missing(judgement));
    }

    private String takenBack(Why.TakenBack back, Locale locale) {
        var amount = money(back.amount(), back.currency(), locale);
        var taken = back.due() - back.shortfall();
        var sentence = back.purchase() == null
                ? text(locale, "taken-back", amount, taken)
                : text(locale, "taken-back.purchase", amount, back.purchase(), taken);
        var parts = new ArrayList<>(List.of(sentence));
        if (back.waited() > 0) {
            parts.add(text(locale, "taken-back.waited", back.waited()));
        }
        if (back.owed() > 0) {
            parts.add(text(locale, "taken-back.owed", back.owed()));
        }
        if (back.shortfall() > 0) {
            parts.add(text(locale, "shortfall", back.shortfall()));
        }
        return String.join(separator(locale), parts);
    }

    private static String separator(Locale locale) {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? "" : " ";
    }

    private String text(Locale locale, String key, @Nullable Object... arguments) {
        return Objects.requireNonNull(texts.getMessage("why." + key, arguments, locale));
    }
}
