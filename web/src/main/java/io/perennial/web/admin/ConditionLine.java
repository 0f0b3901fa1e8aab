package io.perennial.web.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the condition's form: a condition, or the head of a group whose lines follow it and are deeper.
 *
 * @param kind one that a {@link ConditionOffer} has, or {@link ConditionForm#GROUP}
 * @param depth 0 for the outermost group
 * @param sense of a condition: {@code is} or {@code not}; of a group: {@code all}, {@code any}, {@code none} or {@code
 *     not-all}
 * @param chosen what is ticked
 * @param text what is typed, several words apart by commas
 * @param days of what was done in a while: the last ones up to now
 * @param since the first day of the while
 * @param to its last day
 */
record ConditionLine(
        String kind,
        String depth,
        String sense,
        List<String> chosen,
        String text,
        String from,
        String until,
        String days,
        String since,
        String to) {

    private static final int MOST_CHOSEN = 500;

    ConditionLine(
            @Nullable String kind,
            @Nullable String depth,
            @Nullable String sense,
            @Nullable List<String> chosen,
            @Nullable String text,
            @Nullable String from,
            @Nullable String until,
            @Nullable String days,
            @Nullable String since,
            @Nullable String to) {
        this.kind = Typed.text(kind);
        this.depth = Typed.text(depth);
        this.sense = Typed.text(sense);
        this.chosen = chosen == null
                ? List.of()
                : chosen.stream()
                        .map(Typed::text)
                        .filter(each -> !each.isEmpty())
                        .limit(MOST_CHOSEN)
                        .toList();
        this.text = Typed.text(text);
        this.from = Typed.text(from);
        this.until = Typed.text(until);
        this.days = Typed.text(days);
        this.since = Typed.text(since);
        this.to = Typed.text(to);
    }

    static ConditionLine group(int depth, String sense) {
        return new ConditionLine(
                ConditionForm.GROUP, Integer.toString(depth), sense, null, null, null, null, null, null, null);
    }

    static ConditionLine of(String kind, int depth, boolean not) {
        return new ConditionLine(
                kind, Integer.toString(depth), not ? "not" : "is", null, null, null, null, null, null, null);
    }

    ConditionLine choosing(List<String> choices) {
        return new ConditionLine(kind, depth, sense, choices, text, from, until, days, since, to);
    }

    ConditionLine saying(String words) {
        return new ConditionLine(kind, depth, sense, chosen, words, from, until, days, since, to);
    }

    ConditionLine between(String first, String last) {
        return new ConditionLine(kind, depth, sense, chosen, text, first, last, days, since, to);
    }

    ConditionLine at(int otherDepth) {
        return new ConditionLine(kind, Integer.toString(otherDepth), sense, chosen, text, from, until, days, since, to);
    }

    ConditionLine during(String lastDays, String first, String last) {
        return new ConditionLine(kind, depth, sense, chosen, text, from, until, lastDays, first, last);
    }

    /** Whether what follows it and is deeper belongs to it. */
    public boolean isGroup() {
        return kind.equals(ConditionForm.GROUP) || isDeed();
    }

    /** What somebody did: the lines below say what such an activity was like. */
    public boolean isDeed() {
        return kind.equals("did") || kind.equals("spent");
    }

    /** A depth that cannot be read counts as the outermost. */
    public int level() {
        return (int) Typed.whole(depth, 0, ConditionForm.DEEPEST).orElse(0);
    }
}
