package io.perennial.web.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.joda.money.Money;
import org.springframework.context.MessageSource;

/** Says dates and times in the reader's language and zone; {@code say} in templates. */
public final class Phrases {

    private final MessageSource texts;
    private final Locale locale;
    private final ZoneId zone;

    public Phrases(MessageSource texts, Locale locale, ZoneId zone) {
        this.texts = texts;
        this.locale = locale;
        this.zone = zone;
    }

    public String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(day);
    }

    /** For the middle of a line, which does not end within the day. */
    public String unbrokenDay(LocalDate day) {
        return day(day).replace(' ', '\u00a0');
    }

    public String day(Instant moment) {
        return day(moment.atZone(zone).toLocalDate());
    }

    /** Date and minute. */
    public String time(Instant moment) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .format(moment.atZone(zone));
    }

    /** How long to wait, in the largest fitting unit, rounded up. */
    public String wait(Duration wait) {
        var seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
        if (seconds < 60) {
            return text("wait.seconds", seconds);
        }
        var minutes = (seconds + 59) / 60;
        return minutes < 60 ? text("wait.minutes", minutes) : text("wait.hours", (minutes + 59) / 60);
    }

    public String money(Money amount) {
        return Reasons.money(amount.getAmount(), amount.getCurrencyUnit().getCode(), locale);
    }

    public String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, locale);
    }
}
