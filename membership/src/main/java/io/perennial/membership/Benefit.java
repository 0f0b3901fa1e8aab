package io.perennial.membership;

import java.util.Set;

/**
 * Something that members have because of their tier, or because it was granted to them.
 *
 * @param version grows with each edit; 0 for one that is not stored
 * @param howTo how to use it, for members
 * @param tiers codes of the tiers whose members have it
 * @param quota how often a member may use it in a period; for one granted singly, how often at all is said there
 * @param cost what one use is estimated to cost, in minor units of the programme's usual currency
 * @param warnBelow number of free codes below which staff are warned; for {@link Way#PARTNER_CODE}
 * @param retired no longer given; what was asked for can still be used
 */
public record Benefit(
        BenefitId id,
        int version,
        Kind kind,
        BilingualText name,
        BilingualText howTo,
        Set<String> tiers,
        Way way,
        int quota,
        Period period,
        long cost,
        int warnBelow,
        boolean retired) {

    public static final int MOST_USES = 1_000;
    public static final int LONGEST_NAME = 60;
    public static final int LONGEST_HOW_TO = 1_000;

    public Benefit {
        tiers = Set.copyOf(tiers);
        if (quota < 1 || quota > MOST_USES || cost < 0 || warnBelow < 0) {
            throw new IllegalArgumentException("a benefit can be used at least once and costs nothing or more");
        }
    }

    public enum Kind {
        /** Given once a year on the member's birthday. */
        BIRTHDAY_PACK,
        NAMED_CONTACT,
        EVENT_INVITATION,
        EARLY_PURCHASE,
        SPECIAL_SERVICE,
        DIGITAL_PERK,
        PARTNER
    }

    /** How it is used. */
    public enum Way {
        /** The member shows a code that is good once, and staff or a till take it. */
        COUNTER,
        /** The member draws a code of a partner's from the pool. */
        PARTNER_CODE,
        /** Nothing has to be asked for: members simply have it. */
        STANDING
    }

    /** Periods begin on calendar days in the programme's zone. */
    public enum Period {
        MONTH,
        QUARTER,
        YEAR,
        EVER;

        /** How often its quota can be had within a year. */
        public int perYear() {
            return switch (this) {
                case MONTH -> 12;
                case QUARTER -> 4;
                case YEAR, EVER -> 1;
            };
        }
    }

    /** What a member who used all of it would cost in a year, in minor units. */
    public long mostPerYear() {
        return way == Way.STANDING ? cost : cost * quota * (kind == Kind.BIRTHDAY_PACK ? 1 : period.perYear());
    }
}
