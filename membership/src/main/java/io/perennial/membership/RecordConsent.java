package io.perennial.membership;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes down what a member said to what they were asked. The log is only ever added to; saying again what holds is not
 * written, as long as the wording is the same.
 */
public interface RecordConsent {

    Outcome record(Answers answers);

    /**
     * @param locale the language in which the member was asked
     * @param by who wrote it down for the member, if it was staff
     */
    record Answers(MemberId member, List<Answer> answers, Locale locale, How how, Optional<StaffId> by) {}

    /** @param version of the wording that the member was shown */
    record Answer(ConsentPurpose purpose, ConsentChannel channel, boolean given, int version) {}

    /** Where a member said it. */
    enum How {
        ENROLMENT,
        PRIVACY_CENTRE,
        STAFF,
        API,
        /** Nowhere: a member with a no of their own became one with this one, and a no of either holds. */
        MERGE
    }

    sealed interface Outcome {

        /** @param changed how many of the answers were news */
        record Recorded(int changed) implements Outcome {}

        record UnknownMember() implements Outcome {}

        /** The member is closed: nobody can agree for them any more. */
        record Closed() implements Outcome {}

        /** Agreed to a wording that is not in force any more: to be asked again. Nothing was written. */
        record WordingOutdated(ConsentPurpose purpose) implements Outcome {}

        /** This purpose is not asked for this channel. Nothing was written. */
        record NoSuchChannel(ConsentPurpose purpose, ConsentChannel channel) implements Outcome {}
    }
}
