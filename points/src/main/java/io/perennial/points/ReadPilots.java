package io.perennial.points;

import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.points.PilotRule.Answer;
import io.perennial.points.PilotRule.Audience;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules that are, or were, being tried with some members. A rule's trial is known by the version with which it began. */
public interface ReadPilots {

    int MOST_ACTIVITIES = 200_000;

    /** Newest first. */
    List<Pilot> all();

    /** All of a rule, newest first. */
    List<Pilot> of(RuleId rule);

    /** The newest of a rule. */
    Optional<Pilot> find(RuleId rule);

    Optional<Pilot> find(RuleId rule, int since);

    /** Those that run, are for this member, and have begun; with what the member answered, if anything. */
    List<Invitation> of(MemberId member);

    /** Comments, newest first. */
    List<Comment> comments(RuleId rule, int since, int limit);

    /**
     * What both groups did and were paid, from the beginning of the trial to its end, or now. Reads the stream of activities:
     * of more than {@value #MOST_ACTIVITIES} only the first.
     *
     * @return nothing when there is no such trial
     */
    Optional<Comparison> compare(RuleId rule, int since);

    /**
     * @param since the version with which it began
     * @param rule the newest version of the trial
     * @param before what all others have; absent for a new rule
     * @param answers how many members gave each answer
     */
    record Pilot(
            EarnRule rule,
            int since,
            @Nullable EarnRule before,
            Audience audience,
            BilingualText question,
            Instant startedAt,
            State state,
            Optional<Instant> endedAt,
            Map<Answer, Long> answers) {

        public long answered() {
            return answers.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    enum State {
        RUNNING,
        /** Everyone has the rule now. */
        WIDENED,
        WITHDRAWN
    }

    record Invitation(EarnRule rule, BilingualText question, Optional<Answer> answer) {}

    /** Without a name: what members say of a rule is for its makers, not about the member. */
    record Comment(Answer answer, String text, Instant at) {}

    /**
     * @param until what happened before is counted; earlier than the end, or now, when there was too much
     * @param complete whether everything was counted
     */
    record Comparison(Instant from, Instant until, boolean complete, Group trial, Group others) {}

    /**
     * @param members who did anything that the rule is about
     * @param activities of the rule's type
     * @param spent in the programme's usual currency
     * @param paid activities that the rule paid for
     */
    record Group(long members, long activities, BigDecimal spent, long paid, long points, long growth) {

        public static final Group NOBODY = new Group(0, 0, BigDecimal.ZERO, 0, 0, 0);
    }
}
