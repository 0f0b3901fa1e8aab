package io.perennial.insights;

import java.util.regex.Pattern;

/**
 * What sort of thing a member did, as a lower-case word. Purchases and refunds carry money; for all other types a
 * programme may choose its own words.
 */
public record ActivityType(String code) {

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    public static final ActivityType PURCHASE = new ActivityType("purchase");
    public static final ActivityType REFUND = new ActivityType("refund");
    public static final ActivityType CHECK_IN = new ActivityType("check-in");

    public ActivityType {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("an activity type is a short lower-case word");
        }
    }

    @Override
    public String toString() {
        return code;
    }
}
