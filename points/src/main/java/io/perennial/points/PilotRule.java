package io.perennial.points;

import io.perennial.insights.Condition;
import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Tries a rule with some members, asks them one question, and then widens or withdraws it; audited. It may be a new rule or
 * the next version of one: then all others keep the version before. To those whom the trial is for it is a rule like any
 * other: it pays, refunds take back by the version that paid, and what it paid stays theirs when it is withdrawn.
 *
 * <p>A trial of a rule that has a budget draws from that budget; its own holds from the day on which everyone has it.
 */
public interface PilotRule {

    int LONGEST_COMMENT = 500;

    /**
     * Publishes the rule for these members.
     *
     * @param rule for everyone, version 1 or the next one of a rule that exists
     * @param audience not everyone
     */
    Outcome start(EarnRule rule, Audience audience, BilingualText question, StaffId by);

    /** @param audience wider than the present one; everyone ends the trial */
    Outcome widen(RuleId rule, Audience audience, StaffId by);

    /** The version before is everyone's again; a new rule is retired. */
    Outcome withdraw(RuleId rule, StaffId by);

    /** The first answer of a member whom the trial is for stands until they give another one. */
    Answered answer(MemberId member, RuleId rule, Answer answer, Optional<String> comment);

    /**
     * Whom a trial is for: a share of those of whom a condition holds. The share is drawn by a stable hash: whoever is in it
     * stays in it when it is widened, and every trial draws other members.
     *
     * @param perMille 1 to 1,000
     * @param among a condition on the member alone; {@link Condition#none()} for all members
     */
    record Audience(int perMille, Condition among) {

        public static final int ALL = 1_000;
        public static final Audience EVERYONE = new Audience(ALL, Condition.none());

        public Audience {
            if (perMille < 1 || perMille > ALL) {
                throw new IllegalArgumentException("a share is 1 to 1,000 per mille");
            }
        }

        public static Audience share(int perMille) {
            return new Audience(perMille, Condition.none());
        }

        public boolean isEveryone() {
            return equals(EVERYONE);
        }

        /** Whether nobody of the other one is left out, and more are in it. */
        public boolean isWiderThan(Audience other) {
            return (!equals(other) && isEveryone()) || (among.equals(other.among) && perMille > other.perMille);
        }

        /** @param seed draws the share */
        public Condition condition(String seed) {
            var parts = new ArrayList<Condition>();
            if (perMille < ALL) {
                parts.add(new Condition.InShare(seed, perMille));
            }
            if (!among.equals(Condition.none())) {
                parts.add(among);
            }
            return parts.size() == 1 ? parts.getFirst() : new Condition.All(parts);
        }
    }

    enum Answer {
        LIKE,
        NEITHER,
        DISLIKE
    }

    sealed interface Outcome {
        /** @param version of the rule that is in force from now on, or was the last of the trial */
        record Done(int version, Instant from) implements Outcome {}

        /** There is no such trial, or it is over. */
        record NotRunning() implements Outcome {}

        /** Not wider than the present one. */
        record NotWider(Audience present) implements Outcome {}

        /** The rule could not be published. */
        record Refused(PublishRule.Outcome why) implements Outcome {}
    }

    sealed interface Answered {
        record Kept() implements Answered {}

        /** The trial is over, or not for this member. */
        record NotAsked() implements Answered {}

        /** Longer than {@value #LONGEST_COMMENT} characters. */
        record TooLong() implements Answered {}
    }
}
