package io.perennial.web.admin;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Reads what people type into forms: numbers with or without separators, full-width digits, dates of a date picker. */
final class Typed {

    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,15}");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,12}(\\.\\d{1,6})?");
    private static final DateTimeFormatter PICKER = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    private Typed() {}

    /** What arrives when a field was left out is what arrives when it was left empty. */
    static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }

    static OptionalLong whole(String typed, long least, long most) {
        var digits = digits(typed);
        if (!WHOLE.matcher(digits).matches()) {
            return OptionalLong.empty();
        }
        var number = Long.parseLong(digits);
        return number >= least && number <= most ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /** A number above 0 with two decimals at most. */
    static Optional<BigDecimal> amount(String typed, BigDecimal most) {
        var digits = digits(typed);
        if (!DECIMAL.matcher(digits).matches()) {
            return Optional.empty();
        }
        var number = new BigDecimal(digits);
        return number.signum() > 0 && number.stripTrailingZeros().scale() <= 2 && number.compareTo(most) <= 0
                ? Optional.of(number)
                : Optional.empty();
    }

    /** Nothing when there is no such currency, or it has no such small coins. */
    static Optional<Money> money(String currency, BigDecimal amount) {
        try {
            return Optional.of(Money.of(CurrencyUnit.of(currency), amount.stripTrailingZeros()));
        } catch (IllegalCurrencyException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    /** A moment of the programme's zone, to the minute. */
    static Optional<Instant> moment(String typed, ZoneId zone) {
        try {
            var local = LocalDateTime.parse(typed);
            return local.getYear() >= 2000 && local.getYear() <= 9000
                    ? Optional.of(local.atZone(zone).toInstant())
                    : Optional.empty();
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /** The same moment as a date picker wants it. */
    static String moment(@Nullable Instant moment, ZoneId zone) {
        return moment == null ? "" : PICKER.format(moment.atZone(zone));
    }

    private static String digits(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC).replaceAll("[\\s,_]", "");
    }
}
