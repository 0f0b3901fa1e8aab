package io.perennial.insights;

/**
 * What sort of thing a member did, as a lower-case word. Purchases and refunds carry money; for all other types a
 * programme may choose its own words.
 */
public record ActivityType(String code) {

    public static final ActivityType PURCHASE = new ActivityType("purchase");
    public static final ActivityType REFUND = new ActivityType("refund");
    public static final ActivityType CHECK_IN = new ActivityType("check-in");

    public ActivityType {
        if (!code.matches("[a-z][a-z0-9-]{0,31}")) {
            throw new IllegalArgumentException("an activity type is a short lower-case word");
        }
    }

    @Override
    public String toString() {
        return code;
    }
}
