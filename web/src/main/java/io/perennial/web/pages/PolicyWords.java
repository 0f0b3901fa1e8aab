package io.perennial.web.pages;

import io.perennial.insights.ActivityType;
import io.perennial.membership.Ladder;
import io.perennial.points.PointsPolicy;
import io.perennial.points.PointsPolicy.Expiry;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;

/** Says to members how long points last, when they can be used and what refunds do. */
public final class PolicyWords {

    private final MessageSource texts;
    private final Locale locale;
    private final Ladder ladder;

    public PolicyWords(MessageSource texts, Locale locale, Ladder ladder) {
        this.texts = texts;
        this.locale = locale;
        this.ladder = ladder;
    }

    public List<String> sentences(PointsPolicy policy) {
        var sentences = new ArrayList<String>();
        sentences.add(expiry(policy.expiry()));
        ladder.tiers().stream()
                .filter(tier -> policy.expiryOfTiers().containsKey(tier.code()))
                .forEach(tier -> sentences.add(
                        text("sheet.expiry.tier", tier.name().in(locale), expiry(policy.expiryFor(tier.code())))));
        if (policy.noticeDays() > 0) {
            sentences.add(text(
                    "sheet.expiry.notice",
                    policy.noticeDays(),
                    policy.noticeDays() + policy.grace().daysToTell()));
        }
        if (policy.minimumLifeDays() > 0) {
            sentences.add(text("sheet.expiry.returned", policy.minimumLifeDays()));
        }
        policy.pendingDays().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(ActivityType::code)))
                .forEach(each -> sentences.add(text("sheet.pending", activity(each.getKey()), each.getValue())));
        sentences.add(text("sheet.refunds." + policy.refunds()));
        return sentences;
    }

    private String expiry(Expiry expiry) {
        return switch (expiry) {
            case PointsPolicy.Rolling rolling ->
                text("sheet.expiry.rolling", rolling.months(), text("sheet.expiry.round." + rolling.rounding()));
            case PointsPolicy.FixedDates fixed ->
                text(
                        "sheet.expiry.fixed",
                        fixed.dates().stream()
                                .map(this::date)
                                .collect(Collectors.joining(text("condition.list.comma"))),
                        fixed.leastDays());
            case PointsPolicy.Sliding sliding ->
                text(
                        "sheet.expiry.sliding",
                        sliding.months(),
                        text("sheet.expiry.round." + sliding.rounding()),
                        sliding.activities().stream()
                                .sorted(Comparator.comparing(ActivityType::code))
                                .map(this::activity)
                                .collect(Collectors.joining(text("condition.list.comma"))));
        };
    }

    private String date(MonthDay date) {
        return DateTimeFormatter.ofPattern(
                        locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? "M月d日" : "d MMMM", locale)
                .format(date);
    }

    private String activity(ActivityType type) {
        var name = texts.getMessage("sheet.activity." + type.code(), null, null, locale);
        return name == null ? text("condition.quoted", type.code()) : name;
    }

    private String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, locale);
    }
}
