package io.perennial.membership;

import java.util.List;

/** Staff edit names and entry lines, and add tiers at the top. Audited. Nobody is demoted by an edit. */
public interface EditLadder {

    /** Who would move if this ladder were published now; upgrades only, since an edit never demotes. */
    Impact preview(Ladder ladder);

    /**
     * Publishes the ladder, and lifts in the same transaction those whose growth reaches a tier above their own.
     *
     * @param version the version that the editor was shown
     */
    Outcome publish(Ladder ladder, int version, StaffId by);

    /** @param moves how many members would rise from one tier to another */
    record Impact(List<Move> moves) {}

    record Move(String from, String to, long members) {}

    sealed interface Outcome {
        record Published(Impact impact) implements Outcome {}

        /** A tier that exists may not be removed: members, rewards and rules name it. */
        record TierRemoved(String code) implements Outcome {}

        /** Tiers that exist keep their places, and new ones stand at the top: else somebody would be worth less than before. */
        record OrderChanged() implements Outcome {}

        record ChangedMeanwhile() implements Outcome {}
    }
}
