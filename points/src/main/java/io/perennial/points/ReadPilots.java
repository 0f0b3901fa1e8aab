package io.perennial.points;

import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.points.PilotRule.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules that are, or were, being tried on a share of the members. */
public interface ReadPilots {

    /** Newest first. */
    List<Pilot> all();

    Optional<Pilot> find(RuleId rule);

    /** Those that run, are for this member, and have begun; with what the member answered, if anything. */
    List<Invitation> of(MemberId member);

    /** Comments, newest first. */
    List<Comment> comments(RuleId rule, int limit);

    /**
     * @param perMille share of the members
     * @param answers how many members gave each answer
     * @param rule the newest version, with the share in its condition
     */
    record Pilot(
            EarnRule rule,
            int perMille,
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
}
