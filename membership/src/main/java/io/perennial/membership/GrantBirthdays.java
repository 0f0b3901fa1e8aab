package io.perennial.membership;

/**
 * Gives the birthday packs of members' tiers on their day, as their own clock and calendar have it; 29 February is kept on the
 * 28th of other years. At most one within twelve months, whatever the birthday is changed to; and days that a sweep missed
 * are made up for within {@value #DAYS_BACK} days.
 */
public interface GrantBirthdays {

    int DAYS_BACK = 7;

    /** Days for which a pack can be used. */
    int DAYS_GOOD = 30;

    /** @return how many were given by this call */
    long grant();
}
