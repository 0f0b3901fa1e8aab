package io.perennial.points;

import io.perennial.membership.StaffId;

/** Staff make badges, change how they look, or give them no more; audited. Whoever has one keeps it. */
public interface EditBadges {

    /** @param badge with version 1 for a new one, or the next version of one that exists */
    Outcome save(Badge badge, StaffId by);

    /** No mission or streak can be given it from now on; those that give it already go on. */
    Outcome retire(BadgeId badge, StaffId by);

    sealed interface Outcome {
        record Done(BadgeId badge, int version) implements Outcome {}

        /** Someone changed it in between. */
        record ChangedMeanwhile(int currentVersion) implements Outcome {}

        /** There is no such badge, or it has been retired. */
        record UnknownBadge() implements Outcome {}

        /** It was never kept. */
        record UnknownPicture() implements Outcome {}
    }
}
