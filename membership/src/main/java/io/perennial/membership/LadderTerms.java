package io.perennial.membership;

/**
 * How long a tier holds, and what happens when it ends; decision 0016 tells it whole.
 *
 * @param graceDays days after the end of a period in which what is missing can still be made up for
 * @param noticeDays days before a fall by which its member must have been told; else grace is prolonged, once
 * @param surplusCarries whether growth beyond what was needed counts in the next period, at most as much as one more
 *     period asks for
 */
public record LadderTerms(Period period, int graceDays, int noticeDays, boolean surplusCarries) {

    public static final int MOST_DAYS = 365;

    /** A year of each member's own, 30 days of grace, two weeks' notice, and nothing earned in vain. */
    public static final LadderTerms USUAL = new LadderTerms(Period.ROLLING_YEAR, 30, 14, true);

    public LadderTerms {
        if (graceDays < 0 || graceDays > MOST_DAYS || noticeDays < 0 || noticeDays > graceDays) {
            throw new IllegalArgumentException("notice is given within grace, and grace ends within a year");
        }
    }

    public enum Period {
        /** Twelve months from the day on which the tier was reached, and twelve more with each renewal. */
        ROLLING_YEAR,
        /** What is left of the calendar year in which the tier was reached and the whole next; then from year to year. */
        CALENDAR_YEAR,
        /** For good: growth is never settled, and nobody falls. */
        UNLIMITED
    }
}
