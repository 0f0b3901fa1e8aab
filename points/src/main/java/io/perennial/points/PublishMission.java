package io.perennial.points;

import io.perennial.membership.StaffId;

/**
 * Staff publish a new mission, a new version of one, or retire one; audited. Nobody's progress is reset by it: what was
 * counted stays counted, and whoever has done all steps of the new version by then is given the prize. A limit of prizes
 * that is made larger is for those who had done all steps and found none left, too; one that is made smaller takes nothing
 * back.
 */
public interface PublishMission {

    /** @param mission with version 1 for a new one, or the next version of one that exists */
    Outcome publish(Mission mission, StaffId by);

    /** What happens from now on counts no more; prizes that were given stay given. */
    Outcome retire(MissionId mission, StaffId by);

    sealed interface Outcome {
        record Done(MissionId mission, int version) implements Outcome {}

        /** Someone published another version in between. */
        record ChangedMeanwhile(int currentVersion) implements Outcome {}

        /** There is no such mission, or it has been retired. */
        record UnknownMission() implements Outcome {}

        /** How often a mission can be done is what its progress is kept by; for another rhythm make another mission. */
        record RecurrenceIsFixed() implements Outcome {}

        /** A step has the key of an earlier one that counted something else; what was counted there is no progress here. */
        record StepCountsSomethingElse(String key) implements Outcome {}

        /** Its end has passed already. */
        record EndsInThePast() implements Outcome {}

        record UnknownTier(String code) implements Outcome {}

        record UnknownBadge(BadgeId badge) implements Outcome {}

        record CurrencyNotConfigured(String currency) implements Outcome {}
    }
}
