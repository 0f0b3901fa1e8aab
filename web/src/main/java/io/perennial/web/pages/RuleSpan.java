package io.perennial.web.pages;

import io.perennial.points.EarnRule;
import io.perennial.points.ReadRules.Published;
import io.perennial.points.RuleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A version of a rule and the time in which it really holds: until its own end, the next version, or its retirement. Of a
 * trial with some members both hold, it and what everyone else has.
 *
 * @param from inclusive
 * @param until exclusive; open-ended when absent
 * @param before the version for everyone that it follows, if any
 * @param retired whether the rule's retirement is what ends it
 */
public record RuleSpan(
        EarnRule rule,
        Instant publishedAt,
        Instant from,
        @Nullable Instant until,
        @Nullable EarnRule before,
        boolean retired) {

    /** Of all versions those that ever hold, in the order in which they begin. */
    public static List<RuleSpan> of(Collection<Published> versions) {
        var histories = new LinkedHashMap<RuleId, List<Published>>();
        versions.stream()
                .sorted(Comparator.comparingInt(published -> published.rule().version()))
                .forEach(published -> histories
                        .computeIfAbsent(published.rule().id(), _ -> new ArrayList<>())
                        .add(published));
        return histories.values().stream()
                .flatMap(RuleSpan::spans)
                .sorted(Comparator.comparing(RuleSpan::from)
                        .thenComparing(span -> span.rule().id().toString()))
                .toList();
    }

    private static Stream<RuleSpan> spans(List<Published> history) {
        var spans = new ArrayList<RuleSpan>();
        EarnRule before = null;
        for (var index = 0; index < history.size(); index++) {
            var published = history.get(index);
            var rule = published.rule();
            var retiredAt = published.retiredAt().orElse(null);
            var until = Stream.of(
                            rule.effectiveUntil(), next(rule, history.subList(index + 1, history.size())), retiredAt)
                    .filter(Objects::nonNull)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
            if (until == null || until.isAfter(rule.effectiveFrom())) {
                spans.add(new RuleSpan(
                        rule,
                        published.publishedAt(),
                        rule.effectiveFrom(),
                        until,
                        before,
                        until != null && until.equals(retiredAt)));
            }
            if (rule.isForEveryone()) {
                before = rule;
            }
        }
        return spans.stream();
    }

    /** What everyone has is followed by what everyone gets; a trial by its own next step, too. */
    private static @Nullable Instant next(EarnRule rule, List<Published> later) {
        return later.stream()
                .map(Published::rule)
                .filter(each -> each.isForEveryone() || !rule.isForEveryone())
                .map(EarnRule::effectiveFrom)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** For some members only. */
    public boolean isTrial() {
        return !rule.isForEveryone();
    }

    public boolean holdsAt(Instant moment) {
        return !moment.isBefore(from) && (until == null || moment.isBefore(until));
    }

    /** Whether any of it lies between these two. */
    public boolean touches(Instant start, Instant end) {
        return from.isBefore(end) && (until == null || until.isAfter(start));
    }

    public boolean isCampaign() {
        return rule.role() == EarnRule.Role.BONUS;
    }
}
