package io.perennial.web.portal;

import io.perennial.insights.ActivityType;
import io.perennial.insights.ReadActivities;
import io.perennial.insights.ReadActivities.Recorded;
import io.perennial.membership.MemberId;
import io.perennial.points.EntryKind;
import io.perennial.points.ReadStatement.Line;
import io.perennial.points.Why;
import io.perennial.web.pages.Reasons;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts entries into words. */
@Component
class StatementRows {

    private final ReadActivities activities;
    private final Reasons reasons;
    private final MessageSource texts;

    StatementRows(ReadActivities activities, Reasons reasons, MessageSource texts) {
        this.activities = activities;
        this.reasons = reasons;
        this.texts = texts;
    }

    List<StatementRow> of(MemberId member, List<Line> lines, Locale locale) {
        var ids = lines.stream().map(Line::activity).filter(Objects::nonNull).toList();
        var causes = activities.byId(member, ids);
        return lines.stream()
                .map(line -> row(line, line.activity() == null ? null : causes.get(line.activity()), locale))
                .toList();
    }

    private StatementRow row(Line line, @Nullable Recorded cause, Locale locale) {
        return new StatementRow(
                line, icon(line, cause), title(line, cause, locale), reasons.sentence(line.why(), locale));
    }

    private static String icon(Line line, @Nullable Recorded cause) {
        return switch (line.kind()) {
            case SPENT -> "gift";
            case GIVEN_BACK -> "arrow-counterclockwise";
            case TAKEN_BACK -> "receipt";
            case EXPIRED -> "hourglass-split";
            case RELEASED -> "unlock";
            case GRANTED -> "stars";
            case REINSTATED -> "arrow-counterclockwise";
            case ADJUSTED -> "pencil";
            case SENT -> "send";
            case MERGED -> "people";
            case RECEIVED -> "arrow-down-left";
            case EARNED -> cause != null && cause.type().equals(ActivityType.CHECK_IN) ? "calendar-check" : "bag-check";
        };
    }

    private String title(Line line, @Nullable Recorded cause, Locale locale) {
        if (line.kind() == EntryKind.EARNED && cause != null) {
            if (cause.type().equals(ActivityType.PURCHASE)) {
                var amount = cause.amount();
                return amount == null
                        ? text("statement.purchase", locale)
                        : text(
                                "statement.purchase.of",
                                locale,
                                Reasons.money(
                                        amount.getAmount(),
                                        amount.getCurrencyUnit().getCode(),
                                        locale));
            }
            if (cause.type().equals(ActivityType.CHECK_IN)) {
                return text("statement.checkIn", locale);
            }
            return line.why() instanceof Why.Earned earned
                    ? earned.rule().name().in(locale)
                    : text("statement.EARNED", locale);
        }
        return switch (line.why()) {
            case Why.Spent(var on) -> on.in(locale);
            case Why.GivenBack(var on, var _) -> on.in(locale);
            case Why.Granted(var forWhat) -> forWhat.in(locale);
            case Why.Adjusted(var reason, var _) -> reason.in(locale);
            default -> text("statement." + line.kind(), locale);
        };
    }

    private String text(String key, Locale locale, Object... arguments) {
        return texts.getMessage(key, arguments, locale);
    }
}
