package io.perennial.insights.application;

import io.perennial.insights.Segment;
import io.perennial.insights.SegmentsChanged.Cause;
import io.perennial.insights.SegmentsChanged.Move;
import io.perennial.insights.SettleSegments;
import io.perennial.insights.domain.Audiences;
import io.perennial.insights.domain.Dues;
import io.perennial.insights.domain.KeptFacts;
import io.perennial.insights.domain.SegmentOrder;
import io.perennial.insights.domain.Segments;
import io.perennial.insights.domain.Segments.State;
import io.perennial.membership.MemberId;
import io.perennial.membership.RunTransactions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Gatherers;
import org.springframework.stereotype.Component;

@Component
class SettlingSegments implements SettleSegments {

    private static final int CHUNK = 1_000;
    private static final long LARGE = 10_000;
    private static final Duration A_WHILE = Duration.ofMinutes(1);
    private static final Duration LONG_WHILE = Duration.ofHours(1);

    private final RunTransactions transactions;
    private final Segments segments;
    private final Audiences audiences;
    private final KeptFacts facts;
    private final Dues dues;
    private final JudgingMembers judging;
    private final Clock clock;

    SettlingSegments(
            RunTransactions transactions,
            Segments segments,
            Audiences audiences,
            KeptFacts facts,
            Dues dues,
            JudgingMembers judging,
            Clock clock) {
        this.transactions = transactions;
        this.segments = segments;
        this.audiences = audiences;
        this.facts = facts;
        this.dues = dues;
        this.judging = judging;
        this.clock = clock;
    }

    @Override
    public Settled publishedOnes() {
        var judged = 0L;
        var moved = 0L;
        for (var code : inOrder()) {
            var more = true;
            while (more) {
                var chunk = transactions.runAlone(() -> settle(code));
                judged += chunk.judged();
                moved += chunk.moved();
                more = chunk.more();
            }
        }
        return new Settled(judged, moved);
    }

    /** A segment is settled after those that it asks for. */
    private List<String> inOrder() {
        var all = segments.states();
        var codes = new java.util.ArrayList<>(all.stream()
                .filter(state -> state.retiredAt() != null && state.members() > 0)
                .map(state -> state.segment().code())
                .toList());
        new SegmentOrder(all.stream()
                        .filter(state -> state.retiredAt() == null)
                        .map(State::segment)
                        .toList())
                .levels()
                .forEach(level -> level.forEach(segment -> codes.add(segment.code())));
        return codes;
    }

    private record Chunk(long judged, long moved, boolean more) {}

    private static final Chunk NOTHING = new Chunk(0, 0, false);

    private Chunk settle(String code) {
        dues.takeTurn();
        var state = find(code);
        if (state.isEmpty()) {
            return NOTHING;
        }
        return state.get().retiredAt() != null ? leave(state.get()) : judge(state.get());
    }

    private Optional<State> find(String code) {
        return segments.states().stream()
                .filter(state -> state.segment().code().equals(code))
                .findFirst();
    }

    private Chunk judge(State state) {
        if (!state.settling() || state.segment().kind() == Segment.Kind.HAND_PICKED) {
            return NOTHING;
        }
        var segment = state.segment();
        var now = clock.instant();
        if (state.settledTo().isEmpty()) {
            segments.beginSettling(segment.code(), now);
        }
        var page = facts.page(state.settledTo(), CHUNK);
        var moved = judging.judgeBy(segment, page, Cause.DEFINITION, now);
        var more = page.size() == CHUNK;
        segments.settled(segment.code(), segment.version(), more ? page.getLast() : null);
        return new Chunk(page.size(), moved, more);
    }

    private Chunk leave(State state) {
        var now = clock.instant();
        var code = state.segment().code();
        var page = segments.page(code, CHUNK);
        var moves = page.stream().map(member -> new Move(member, code, false)).toList();
        judging.write(moves, List.of(state.segment()), Cause.DEFINITION, now);
        return new Chunk(page.size(), moves.size(), page.size() == CHUNK);
    }

    @Override
    public Settled overTime() {
        var judged = 0L;
        var moved = 0L;
        var now = clock.instant();
        var order = new SegmentOrder(segments.states().stream()
                .filter(State::isDynamic)
                .map(State::segment)
                .toList());
        for (var level : order.levels()) {
            for (var segment : level) {
                var state = find(segment.code());
                // One that is being settled is judged for everyone anyway, and its time begins with that.
                if (state.isEmpty()
                        || state.get().settling()
                        || !state.get().sweptUntil().isBefore(now)) {
                    continue;
                }
                var crossed = new TreeSet<MemberId>(
                        audiences.crossed(segment.condition(), state.get().sweptUntil(), now));
                for (var chunk :
                        crossed.stream().gather(Gatherers.windowFixed(CHUNK)).toList()) {
                    moved += transactions.runAlone(() -> {
                        dues.takeTurn();
                        return judging.judgeBy(segment, chunk, Cause.TIME, now);
                    });
                    judged += chunk.size();
                }
                transactions.runAlone(() -> {
                    segments.swept(segment.code(), now);
                    return true;
                });
            }
        }
        return new Settled(judged, moved);
    }

    @Override
    public int reachable() {
        var now = clock.instant();
        var due = segments.uncounted(now.minus(A_WHILE), LARGE, now.minus(LONG_WHILE));
        due.forEach(code -> transactions.runAlone(() -> {
            segments.counted(code, audiences.reach(code), now);
            return true;
        }));
        return due.size();
    }
}
