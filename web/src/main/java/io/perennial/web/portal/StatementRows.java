package io.perennial.web.portal;

import io.perennial.insights.ActivityType;
import io.perennial.insights.ReadActivities;
import io.perennial.insights.ReadActivities.Recorded;
import io.perennial.membership.MemberId;
import io.perennial.points.EntryKind;
import io.perennial.points.ReadStatement;
import io.perennial.points.ReadStatement.Line;
import io.perennial.points.Why;
import io.perennial.web.pages.MergedLots;
import io.perennial.web.pages.Reasons;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts entries into words; those of one merge are told as one. */
@Component
class StatementRows {

    private static final int AT_ONCE = 200;
    private static final int MOST_LINES = 2_000;

    private final ReadStatement statement;
    private final ReadActivities activities;
    private final Reasons reasons;
    private final MessageSource texts;

    StatementRows(ReadStatement statement, ReadActivities activities, Reasons reasons, MessageSource texts) {
        this.statement = statement;
        this.activities = activities;
        this.reasons = reasons;
        this.texts = texts;
    }

    /** @param next before which entry the following page begins; nothing where there is none */
    record Page(List<StatementRow> rows, @Nullable Long next) {}

    /** One statement, unless entries of a merge are among them. */
    Page page(MemberId member, Optional<Long> before, int limit, Locale locale) {
        var page = statement.page(member, before, limit + 1);
        var lines = new ArrayList<>(page.lines());
        var groups = MergedLots.groups(lines);
        // The last one of a page has to be whole.
        while (page.hasMore() && groups.size() <= limit && lines.size() < MOST_LINES) {
            page = statement.page(member, Optional.of(lines.getLast().sequence()), AT_ONCE);
            lines.addAll(page.lines());
            groups = MergedLots.groups(lines);
        }
        var shown = groups.subList(0, Math.min(limit, groups.size()));
        var hasMore = groups.size() > limit || page.hasMore();
        return new Page(
                rows(member, shown, locale), hasMore ? shown.getLast().getLast().sequence() : null);
    }

    private List<StatementRow> rows(MemberId member, List<List<Line>> groups, Locale locale) {
        var ids = groups.stream()
                .map(group -> group.getFirst().activity())
                .filter(Objects::nonNull)
                .toList();
        var causes = activities.byId(member, ids);
        return groups.stream()
                .map(group -> {
                    var line = MergedLots.sum(group);
                    return row(
                            line,
                            group.size() == 1 ? List.of() : group,
                            line.activity() == null ? null : causes.get(line.activity()),
                            locale);
                })
                .toList();
    }

    private StatementRow row(Line line, List<Line> parts, @Nullable Recorded cause, Locale locale) {
        return new StatementRow(
                line, icon(line, cause), title(line, cause, locale), reasons.sentence(line.why(), locale), parts);
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
