package io.perennial.points;

import io.perennial.membership.StaffId;
import java.time.Instant;

/**
 * Staff publish a new rule, a new version of one, or retire one; audited. A version is in force from its start until the
 * next version's; what happened earlier is still judged by the version of that time.
 */
public interface PublishRule {

    /** @param rule for everyone; with version 1 for a new rule, or the next version of one that exists */
    Outcome publish(EarnRule rule, StaffId by);

    /** From now on the rule pays nothing; a trial of it is over. */
    Outcome retire(RuleId rule, StaffId by);

    sealed interface Outcome {
        record Done(RuleId rule, int version, Instant from) implements Outcome {}

        /** Someone published another version in between. */
        record ChangedMeanwhile(int currentVersion) implements Outcome {}

        /** A new version may not start before the version it follows, nor more than a minute in the past. */
        record StartsTooEarly() implements Outcome {}

        /** There is no such rule, or a version of one that has been retired was to be published. */
        record UnknownRule() implements Outcome {}

        record CurrencyNotConfigured(String currency) implements Outcome {}

        /** A version of it is being tried with some members: first that trial has to be widened to everyone, or withdrawn. */
        record BeingTried() implements Outcome {}
    }
}
