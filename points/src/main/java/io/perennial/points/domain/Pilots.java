package io.perennial.points.domain;

import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.points.PilotRule.Answer;
import io.perennial.points.PilotRule.Audience;
import io.perennial.points.ReadPilots.Comment;
import io.perennial.points.ReadPilots.State;
import io.perennial.points.RuleId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which rules are being tried, and what the members say of them. */
public interface Pilots {

    void add(Trial trial);

    /** Newest first. */
    List<Trial> all();

    List<Trial> running();

    /** Newest first. */
    List<Trial> of(RuleId rule);

    /** The one that runs; the rule is locked. */
    Optional<Trial> running(RuleId rule);

    void change(Trial trial);

    void keep(MemberId member, Key trial, Answer answer, @Nullable String comment, Instant at);

    Map<Key, Map<Answer, Long>> answers(Collection<Key> trials);

    Map<Key, Answer> answersOf(MemberId member, Collection<Key> trials);

    /** Newest first. */
    List<Comment> comments(Key trial, int limit);

    /** What versions of a rule paid for what happened, and was booked, within this time. */
    Map<Integer, Payments> payments(RuleId rule, Instant from, Instant until);

    /** @param since the version with which it began */
    record Key(RuleId rule, int since) {}

    /** @param version the newest of the trial */
    record Trial(
            Key key,
            int version,
            Audience audience,
            BilingualText question,
            State state,
            Instant startedAt,
            @Nullable Instant endedAt) {

        public boolean runs() {
            return state == State.RUNNING;
        }

        public Trial widened(int to, Audience wider, @Nullable Instant end) {
            return new Trial(key, to, wider, question, end == null ? State.RUNNING : State.WIDENED, startedAt, end);
        }

        public Trial withdrawn(Instant at) {
            return new Trial(key, version, audience, question, State.WITHDRAWN, startedAt, at);
        }
    }

    record Payments(long paid, long points, long growth) {}
}
