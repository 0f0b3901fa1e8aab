package io.perennial.web.pages;

import io.perennial.insights.ReadRecommendations.Reason;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says why something is recommended, in plain words to the member. */
@Component
public class RecommendationWords {

    private final MessageSource texts;

    RecommendationWords(MessageSource texts) {
        this.texts = texts;
    }

    public String because(Reason reason, Locale locale, ZoneId zone) {
        return switch (reason) {
            case Reason.BoughtTogether(var with, var others) -> say(locale, "together", with.title(), others);
            case Reason.TimeAgain(var last, var usual) ->
                say(locale, "again", usual, day(LocalDate.ofInstant(last, zone), locale));
            case Reason.PopularNow(var buyers) -> say(locale, "popular", buyers);
            case Reason.FavouriteCategory(var category) -> say(locale, "favourite", category);
        };
    }

    private static String day(LocalDate day, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(day);
    }

    private String say(Locale locale, String reason, Object... arguments) {
        return texts.getMessage("recommendations.because." + reason, arguments, locale);
    }
}
