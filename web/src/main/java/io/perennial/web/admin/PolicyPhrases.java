package io.perennial.web.admin;

import io.perennial.insights.ActivityType;
import io.perennial.membership.Ladder;
import io.perennial.membership.StaffRole;
import io.perennial.points.PointsPolicy;
import io.perennial.points.PointsPolicy.Expiry;
import io.perennial.points.PointsPolicy.FixedDates;
import io.perennial.points.PointsPolicy.Rolling;
import io.perennial.points.PointsPolicy.Sliding;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** A policy in sentences. */
final class PolicyPhrases {

    private final MessageSource texts;
    private final Ladder ladder;
    private final Locale locale;

    PolicyPhrases(MessageSource texts, Ladder ladder, Locale locale) {
        this.texts = texts;
        this.ladder = ladder;
        this.locale = locale;
    }

    record Line(String label, String text) {}

    /** @param before absent for what is new, {@code after} for what is gone */
    record Difference(
            String label, @Nullable String before, @Nullable String after) {}

    List<Line> lines(PointsPolicy policy) {
        var lines = new ArrayList<Line>();
        lines.add(new Line(text("admin.policy.expiry"), expiry(policy.expiry())));
        for (var tier : ladder.tiers()) {
            var own = policy.expiryOfTiers().get(tier.code());
            if (own != null) {
                lines.add(new Line(text("admin.policy.expiry.of", tier.name().in(locale)), expiry(own)));
            }
        }
        lines.add(new Line(
                text("admin.policy.minimum-life"), text("admin.policy.minimum-life.text", policy.minimumLifeDays())));
        lines.add(new Line(
                text("admin.policy.notice"),
                text(
                        "admin.policy.notice.text",
                        policy.noticeDays(),
                        policy.noticeDays() + policy.grace().daysToTell())));
        lines.add(new Line(
                text("admin.policy.reinstatement"),
                text("admin.policy.reinstatement.text", policy.grace().reinstatementDays())));
        lines.add(new Line(text("admin.policy.pending"), pending(policy)));
        lines.add(new Line(text("admin.policy.refunds"), text("admin.policy.refunds." + policy.refunds())));
        var transfers = policy.transfers();
        lines.add(new Line(
                text("admin.policy.transfers"),
                transfers.perDay() == 0
                        ? text("admin.policy.transfers.none")
                        : text(
                                "admin.policy.transfers.text",
                                transfers.smallest(),
                                transfers.perDay(),
                                transfers.perMonth(),
                                transfers.undoMinutes())));
        lines.add(new Line(text("admin.policy.adjustments"), adjustments(policy)));
        return lines;
    }

    /** What a policy would change. */
    List<Difference> differences(PointsPolicy before, PointsPolicy after) {
        var old = new LinkedHashMap<String, String>();
        lines(before).forEach(line -> old.put(line.label(), line.text()));
        var differences = new ArrayList<Difference>();
        for (var line : lines(after)) {
            var was = old.remove(line.label());
            if (!Objects.equals(was, line.text())) {
                differences.add(new Difference(line.label(), was, line.text()));
            }
        }
        old.forEach((label, was) -> differences.add(new Difference(label, was, null)));
        return differences;
    }

    private String expiry(Expiry expiry) {
        return switch (expiry) {
            case Rolling(var months, var rounding) ->
                text("admin.policy.rolling", months, text("admin.policy.rounding." + rounding));
            case Sliding(var months, var rounding, var activities) ->
                text("admin.policy.sliding", months, text("admin.policy.rounding." + rounding), names(activities));
            case FixedDates(var dates, var leastDays) ->
                text(
                        "admin.policy.dates",
                        dates.stream()
                                .map(date -> DateTimeFormatter.ofPattern(text("admin.policy.month-day"), locale)
                                        .format(date))
                                .collect(Collectors.joining(text("admin.policy.and"))),
                        leastDays);
        };
    }

    private String pending(PointsPolicy policy) {
        return policy.pendingDays().isEmpty()
                ? text("admin.policy.pending.none")
                : policy.pendingDays().entrySet().stream()
                        .sorted(Comparator.comparing(each -> each.getKey().code()))
                        .map(each -> text("admin.policy.pending.text", name(each.getKey()), each.getValue()))
                        .collect(Collectors.joining(text("admin.policy.and")));
    }

    private String adjustments(PointsPolicy policy) {
        var alone = policy.adjustments().alone();
        return text(
                "admin.policy.adjustments.text",
                alone.getOrDefault(StaffRole.SUPPORT, 0L),
                alone.getOrDefault(StaffRole.FINANCE, 0L),
                alone.getOrDefault(StaffRole.ADMIN, 0L));
    }

    private String names(Collection<ActivityType> types) {
        return types.stream().map(this::name).sorted().collect(Collectors.joining(text("admin.policy.and")));
    }

    private String name(ActivityType type) {
        return Objects.requireNonNull(texts.getMessage("admin.activity." + type.code(), null, type.code(), locale));
    }

    private String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, locale);
    }
}
