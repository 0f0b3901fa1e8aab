package io.perennial.web.api.keys;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a key may do. */
public enum Scope {
    /** Tell what members did. */
    ACTIVITIES_WRITE,
    /** Read members, their statements and the rewards that are open to them. */
    MEMBERS_READ,
    /** Enrol members, and write their profile, tags and consents. */
    MEMBERS_WRITE,
    /** Redeem rewards for members. */
    REDEMPTIONS_WRITE,
    /** Send points from member to member. */
    TRANSFERS_WRITE,
    /** Put members into segments that are picked by hand, and take them out. */
    SEGMENTS_WRITE,
    /** Begin, join, change and leave households, and move points into and out of them. */
    HOUSEHOLDS_WRITE;

    /** As in {@code activities:write}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    public static Optional<Scope> ofCode(String code) {
        return Arrays.stream(values())
                .filter(scope -> scope.code().equals(code))
                .findFirst();
    }
}
