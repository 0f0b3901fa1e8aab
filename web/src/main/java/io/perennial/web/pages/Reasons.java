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
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says why an entry is what it is, in a sentence or two for the member. */
@Component
public class Reasons {

    private final MessageSource texts;

    public Reasons(MessageSource texts) {
        this.texts = texts;
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
        var rule = earned.rule().name().in(locale);
        if (earned.formula() instanceof Formula.PerAmount per && earned.amount() != null && earned.currency() != null) {
            var plain = per.perAmount().stripTrailingZeros();
            var unrounded = unrounded(earned, locale);
            return text(
                    locale,
                    unrounded == null ? "earned.amount" : "earned.rounded",
                    rule,
                    per.units(),
                    money(plain.setScale(Math.max(0, plain.scale())), earned.currency(), locale),
                    money(earned.amount(), earned.currency(), locale),
                    earned.points(),
                    earned.rule().version(),
                    unrounded);
        }
        return earned.points() == 0 && earned.growth() > 0
                ? text(locale, "earned.growth", rule, earned.growth())
                : text(locale, "earned.fixed", rule, earned.points());
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
                .map(each -> text(
                        locale,
                        "nothing."
                                + each.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        each.rule().name().in(locale)))
                .collect(Collectors.joining(separator(locale)));
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
