package io.perennial.insights.application;

import io.perennial.insights.PickMembers;
import io.perennial.insights.Segment;
import io.perennial.insights.SegmentsChanged.Cause;
import io.perennial.insights.SegmentsChanged.Move;
import io.perennial.insights.domain.Dues;
import io.perennial.insights.domain.Segments;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadTraits;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RunTransactions;
import io.perennial.membership.StaffId;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class PickingMembers implements PickMembers {

    private final RunTransactions transactions;
    private final Segments segments;
    private final Dues dues;
    private final JudgingMembers judging;
    private final ReadTraits members;
    private final RecordChange changes;
    private final Clock clock;

    PickingMembers(
            RunTransactions transactions,
            Segments segments,
            Dues dues,
            JudgingMembers judging,
            ReadTraits members,
            RecordChange changes,
            Clock clock) {
        this.transactions = transactions;
        this.segments = segments;
        this.dues = dues;
        this.judging = judging;
        this.members = members;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public Outcome add(String segment, Collection<MemberId> picked, @Nullable StaffId by) {
        return pick(segment, picked, true, by);
    }

    @Override
    public Outcome remove(String segment, Collection<MemberId> picked, @Nullable StaffId by) {
        return pick(segment, picked, false, by);
    }

    private Outcome pick(String code, Collection<MemberId> picked, boolean in, @Nullable StaffId by) {
        if (picked.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException("at most " + MOST_AT_ONCE + " members at once");
        }
        return transactions.run(() -> {
            dues.takeTurn();
            var segment = segments.states().stream()
                    .filter(state -> state.retiredAt() == null)
                    .map(Segments.State::segment)
                    .filter(each -> each.code().equals(code))
                    .findFirst();
            if (segment.isEmpty()) {
                return new Outcome.UnknownSegment();
            }
            return segment.get().kind() == Segment.Kind.HAND_PICKED
                    ? move(segment.get(), new TreeSet<>(picked), in, by)
                    : new Outcome.NotByHand();
        });
    }

    private Outcome move(Segment segment, Set<MemberId> picked, boolean in, @Nullable StaffId by) {
        var now = clock.instant();
        var known = members.of(picked).keySet();
        var there = segments.belonging(picked, List.of(segment.code())).getOrDefault(segment.code(), Set.of());
        var moves = picked.stream()
                .filter(known::contains)
                .filter(member -> there.contains(member) != in)
                .map(member -> new Move(member, segment.code(), in))
                .toList();
        judging.write(moves, List.of(segment), Cause.HAND, now);
        judging.follow(segment.code(), moves, Cause.HAND, now);
        if (!moves.isEmpty() && by != null) {
            changes.record(new RecordChange.Change(
                    by,
                    in ? "segment.members-added" : "segment.members-removed",
                    "segment",
                    segment.code(),
                    null,
                    AsJson.of(
                            moves.stream().map(move -> move.member().toString()).toList())));
        }
        return new Outcome.Done(moves.size(), picked.size() - known.size());
    }
}
