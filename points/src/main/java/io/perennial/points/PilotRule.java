package io.perennial.points;

import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import java.time.Instant;
import java.util.Optional;

/**
 * Tries a new rule on a share of the members, asks them one question, and then widens or withdraws it; audited. The share is
 * drawn by a stable hash: whoever is in stays in when it is widened. To the members in the share it is a rule like any other:
 * it pays, and what it paid stays theirs when it is withdrawn.
 *
 * <p>Only a new rule is piloted: a new version of one that is in force would take the old one from everyone else.
 */
public interface PilotRule {

    int LONGEST_COMMENT = 500;

    /**
     * Publishes the rule for that share of members.
     *
     * @param rule version 1; its condition without a share of its own
     * @param perMille 1 to 999
     */
    Outcome start(EarnRule rule, int perMille, BilingualText question, StaffId by);

    /** @param perMille above the present share; 1,000 for everyone, which ends the pilot */
    Outcome widen(RuleId rule, int perMille, StaffId by);

    /** Retires the rule. */
    Outcome withdraw(RuleId rule, StaffId by);

    /** The first answer of a member in the share stands until they give another one. */
    Answered answer(MemberId member, RuleId rule, Answer answer, Optional<String> comment);

    enum Answer {
        LIKE,
        NEITHER,
        DISLIKE
    }

    sealed interface Outcome {
        /** @param version of the rule that is in force from now on, or was the last */
        record Done(int version, Instant from) implements Outcome {}

        /** There is no such pilot, or it is over. */
        record NotRunning() implements Outcome {}

        /** Not above the present share. */
        record NotWider(int perMille) implements Outcome {}

        /** The rule is not a new one, or has a share of its own. */
        record NotNew() implements Outcome {}

        /** The rule could not be published. */
        record Refused(PublishRule.Outcome why) implements Outcome {}
    }

    sealed interface Answered {
        record Kept() implements Answered {}

        /** The pilot is over, or the member is not in its share. */
        record NotAsked() implements Answered {}

        /** Longer than {@value #LONGEST_COMMENT} characters. */
        record TooLong() implements Answered {}
    }
}
