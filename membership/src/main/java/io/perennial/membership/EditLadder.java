package io.perennial.membership;

import java.time.LocalDate;
import java.util.List;

/**
 * Staff edit the ladder, whole, and add tiers at the top; at once or from a day that is told beforehand. Audited, and kept
 * with its version. Nobody is demoted by an edit: whoever is short of a new line is judged by it when their period ends.
 */
public interface EditLadder {

    /** Who would move if this ladder were published now. */
    Impact preview(Ladder ladder);

    /**
     * Publishes the ladder, and lifts in the same transaction those whose growth reaches a tier above their own.
     *
     * @param version the version that the editor was shown
     */
    Outcome publish(Ladder ladder, int version, StaffId by);

    /**
     * Announces a ladder that will be in force from the beginning of a day to come, in the programme's zone. While one is
     * announced no other is published.
     */
    Outcome announce(Ladder ladder, int version, LocalDate from, StaffId by);

    /** Takes back what was announced and is not yet in force. */
    Outcome withdraw(int announced, StaffId by);

    /**
     * @param moves how many members would rise from one tier to another, at once
     * @param risks tiers whose members would be judged otherwise at their next evaluation
     * @param waiting how many members would wait for a place on the highest tier
     */
    record Impact(List<Move> moves, List<Risk> risks, long waiting) {
        public Impact {
            moves = List.copyOf(moves);
            risks = List.copyOf(risks);
        }

        /** One that only lifts. */
        public Impact(List<Move> moves) {
            this(moves, List.of(), 0);
        }
    }

    record Move(String from, String to, long members) {}

    /**
     * With the growth that they have today. Members whom staff protect are left out.
     *
     * @param shortNow how many would not keep this tier by the ladder in force
     * @param shortThen how many would not keep it by the new one
     */
    record Risk(String tier, long shortNow, long shortThen) {}

    sealed interface Outcome {
        record Published(Impact impact) implements Outcome {}

        record Announced(int version) implements Outcome {}

        record Withdrawn() implements Outcome {}

        /** A tier that exists may not be removed: members, rewards and rules name it. */
        record TierRemoved(String code) implements Outcome {}

        /** Tiers that exist keep their places, and new ones stand at the top: else somebody would be worth less than before. */
        record OrderChanged() implements Outcome {}

        record ChangedMeanwhile() implements Outcome {}

        /** Another ladder is announced: it has to be withdrawn first. */
        record AnotherAnnounced(int version) implements Outcome {}

        /** The day is not to come. */
        record DayIsOver() implements Outcome {}
    }
}
