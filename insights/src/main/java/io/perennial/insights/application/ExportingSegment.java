package io.perennial.insights.application;

import io.perennial.insights.ExportSegment;
import io.perennial.insights.Segment;
import io.perennial.insights.domain.Segments;
import io.perennial.membership.RecordChange;
import io.perennial.membership.StaffId;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

@Component
class ExportingSegment implements ExportSegment {

    private final Turns turns;
    private final Segments segments;
    private final RecordChange changes;

    ExportingSegment(Turns turns, Segments segments, RecordChange changes) {
        this.turns = turns;
        this.segments = segments;
        this.changes = changes;
    }

    @Override
    public Optional<Segment> begin(String code, StaffId by) {
        return turns.run(() -> segments.states().stream()
                .filter(state -> state.segment().code().equals(code))
                .findFirst()
                .map(state -> {
                    changes.record(new RecordChange.Change(
                            by,
                            "segment.exported",
                            "segment",
                            code,
                            null,
                            AsJson.of(Map.of("members", state.members()))));
                    return state.segment();
                }));
    }
}
