package io.perennial.insights.application;

import io.perennial.insights.FindSegmentUses;
import io.perennial.insights.PublishSegment;
import io.perennial.insights.Segment;
import io.perennial.insights.domain.Dues;
import io.perennial.insights.domain.SegmentOrder;
import io.perennial.insights.domain.Segments;
import io.perennial.insights.domain.Segments.State;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RunTransactions;
import io.perennial.membership.StaffId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

@Component
class PublishingSegments implements PublishSegment {

    private final RunTransactions transactions;
    private final Segments segments;
    private final Dues dues;
    private final ObjectProvider<FindSegmentUses> uses;
    private final RecordChange changes;
    private final Clock clock;

    PublishingSegments(
            RunTransactions transactions,
            Segments segments,
            Dues dues,
            ObjectProvider<FindSegmentUses> uses,
            RecordChange changes,
            Clock clock) {
        this.transactions = transactions;
        this.segments = segments;
        this.dues = dues;
        this.uses = uses;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public Outcome publish(Segment segment, StaffId by) {
        if (segment.kind() != Segment.Kind.HAND_PICKED
                && segment.condition().leaves().findAny().isEmpty()) {
            return new Outcome.AsksNothing();
        }
        return transactions.run(() -> {
            dues.takeTurn();
            return add(segment, by);
        });
    }

    private Outcome add(Segment segment, StaffId by) {
        var all = segments.states();
        var current = find(all, segment.code());
        if (segment.version() == 1) {
            if (current.isPresent()) {
                return new Outcome.CodeTaken();
            }
            if (all.stream().filter(state -> state.retiredAt() == null).count() >= MOST_SEGMENTS) {
                return new Outcome.TooMany();
            }
        } else {
            if (current.isEmpty() || current.get().retiredAt() != null) {
                return new Outcome.UnknownSegment(segment.code());
            }
            var before = current.get().segment();
            if (segment.version() != before.version() + 1) {
                return new Outcome.ChangedMeanwhile(before.version());
            }
            if (segment.kind() != before.kind()) {
                return new Outcome.OtherKind(before.kind());
            }
        }
        var others = all.stream()
                .filter(state -> state.retiredAt() == null)
                .map(State::segment)
                .filter(each -> !each.code().equals(segment.code()))
                .toList();
        var circle = new SegmentOrder(others).circle(segment);
        if (circle.isPresent()) {
            return new Outcome.AsksForItself(circle.get());
        }
        for (var asked : segment.condition().segments()) {
            if (others.stream().noneMatch(each -> each.code().equals(asked))) {
                return new Outcome.UnknownSegment(asked);
            }
        }
        var settle = segment.kind() != Segment.Kind.HAND_PICKED
                && current.map(state -> !state.segment().condition().equals(segment.condition()))
                        .orElse(true);
        if (!segments.add(segment, settle, clock.instant(), by)) {
            return new Outcome.ChangedMeanwhile(segment.version());
        }
        record(by, "segment.published", segment.code(), current.map(State::segment), segment);
        return new Outcome.Done(segment.code(), segment.version());
    }

    private static Optional<State> find(List<State> all, String code) {
        return all.stream().filter(state -> state.segment().code().equals(code)).findFirst();
    }

    @Override
    public Outcome retire(String code, StaffId by) {
        return transactions.run(() -> {
            dues.takeTurn();
            return end(code, by);
        });
    }

    private Outcome end(String code, StaffId by) {
        var all = segments.states();
        var current = find(all, code);
        if (current.isEmpty()) {
            return new Outcome.UnknownSegment(code);
        }
        var segment = current.get().segment();
        if (current.get().retiredAt() != null) {
            return new Outcome.Done(code, segment.version());
        }
        var asking = new ArrayList<String>();
        all.stream()
                .filter(state -> state.retiredAt() == null)
                .map(State::segment)
                .filter(each -> each.condition().segments().contains(code))
                .forEach(each ->
                        asking.add(each.name().en() + " / " + each.name().zh()));
        uses.forEach(port -> port.of(code).forEach(name -> asking.add(name.en() + " / " + name.zh())));
        if (!asking.isEmpty()) {
            return new Outcome.InUse(asking);
        }
        segments.retire(code, clock.instant());
        record(by, "segment.retired", code, Optional.of(segment), null);
        return new Outcome.Done(code, segment.version());
    }

    private void record(StaffId by, String action, String code, Optional<Segment> before, @Nullable Segment after) {
        changes.record(new RecordChange.Change(
                by,
                action,
                "segment",
                code,
                before.map(AsJson::of).orElse(null),
                after == null ? null : AsJson.of(after)));
    }
}
