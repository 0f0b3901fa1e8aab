package io.perennial.insights;

import io.perennial.membership.BilingualText;
import java.util.regex.Pattern;

/**
 * A group of members with a name.
 *
 * @param code by which rules and the API refer to it: a lower-case word, which never changes
 * @param version 1, and one more each time it is published
 * @param condition who belongs to it; {@link Condition#none()} where members are picked by hand
 */
public record Segment(String code, int version, Kind kind, BilingualText name, Condition condition) {

    public static final int LONGEST_NAME = 60;

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    public enum Kind {
        /** Members enter and leave by themselves, as soon as the condition holds or does not. */
        DYNAMIC,
        /** Members are put in and taken out by hand. */
        HAND_PICKED,
        /** Whoever fitted when it was published, and nobody else ever after. */
        FROZEN
    }

    public Segment {
        if (!CODE.matcher(code).matches() || version < 1) {
            throw new IllegalArgumentException("a segment's code is a short lower-case word");
        }
        if (name.zh().length() > LONGEST_NAME || name.en().length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a segment's name has at most " + LONGEST_NAME + " characters");
        }
        if (kind == Kind.HAND_PICKED && !condition.equals(Condition.none())) {
            throw new IllegalArgumentException("who is picked by hand needs no condition");
        }
        if (!condition.strangersIn(Condition.Place.MEMBER).isEmpty()) {
            throw new IllegalArgumentException("a segment asks about members, not about single activities");
        }
        condition.readable();
    }
}
