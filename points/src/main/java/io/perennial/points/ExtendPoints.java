package io.perennial.points;

import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import java.time.LocalDate;

/** Staff put off the end of a member's points; audited, and shown to the member. */
public interface ExtendPoints {

    /** How far ahead an end may be put. */
    int MOST_DAYS = 3_650;

    int LONGEST_REASON = 200;

    Outcome extend(Extension extension, StaffId by);

    /**
     * @param lastDay all open points that end with this day
     * @param newLastDay the day that they end with from now on
     */
    record Extension(MemberId member, LocalDate lastDay, LocalDate newLastDay, String reason) {}

    sealed interface Outcome {
        record Extended(Points points) implements Outcome {}

        /** No points of the member end with that day, or they are over. */
        record NothingThere() implements Outcome {}

        /** The new day is not later than the old one: the life of points is never shortened. */
        record NotLater() implements Outcome {}

        /** More than {@value ExtendPoints#MOST_DAYS} days ahead. */
        record TooFar() implements Outcome {}

        /** Blank, or longer than {@value ExtendPoints#LONGEST_REASON} characters. */
        record ReasonMissing() implements Outcome {}

        record UnknownMember() implements Outcome {}
    }
}
