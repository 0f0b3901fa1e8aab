package io.perennial.points.domain;

import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.points.PilotRule.Answer;
import io.perennial.points.ReadPilots.State;
import io.perennial.points.RuleId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which rules are being tried, and what the members say of them. */
public interface Pilots {

    void add(RuleId rule, int perMille, BilingualText question, Instant at);

    Optional<Trial> trial(RuleId rule);

    /** Locked until the transaction ends. */
    Optional<Trial> lock(RuleId rule);

    void change(RuleId rule, int perMille, State state, @Nullable Instant endedAt);

    void keep(MemberId member, RuleId rule, Answer answer, @Nullable String comment, Instant at);

    record Trial(int perMille, State state) {}
}
