package io.perennial.insights.application;

import io.perennial.insights.Segment;
import io.perennial.insights.SegmentsChanged;
import io.perennial.insights.SegmentsChanged.Cause;
import io.perennial.insights.domain.Dues;
import io.perennial.insights.domain.KeptFacts;
import io.perennial.insights.domain.MergeParts;
import io.perennial.insights.domain.Segments;
import io.perennial.membership.Belongings;
import io.perennial.membership.MemberId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is known of two members who become one: places that were picked by hand or are frozen go over; what is judged is
 * judged anew, from facts that are gathered anew. One who was merged is known no more, and so is in no segment.
 */
@Component
class MergingFacts implements Belongings {

    private static final String ADDED = "segment-added";
    private static final String TAKEN = "segment-taken";

    private final Dues dues;
    private final KeptFacts facts;
    private final Segments segments;
    private final JudgingMembers judging;
    private final MergeParts parts;

    MergingFacts(Dues dues, KeptFacts facts, Segments segments, JudgingMembers judging, MergeParts parts) {
        this.dues = dues;
        this.facts = facts;
        this.segments = segments;
        this.judging = judging;
        this.parts = parts;
    }

    @Override
    public List<Section> exported(MemberId member) {
        return List.of();
    }

    @Override
    public void erased(Erasure erasure) {
        // Codes of segments under ids.
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void moved(Move move) {
        dues.takeTurn();
        var added = new ArrayList<String>();
        var taken = new ArrayList<String>();
        for (var segment : notJudged()) {
            var there = belonging(segment, move);
            if (there.contains(move.from())) {
                taken.add(segment.code());
                write(segment, move.from(), false, move);
                if (!there.contains(move.to())) {
                    added.add(segment.code());
                    write(segment, move.to(), true, move);
                }
            }
        }
        parts.note(move.merge(), TAKEN, taken);
        parts.note(move.merge(), ADDED, added);
        facts.forget(List.of(move.from()));
        judging.judge(List.of(move.from()), Cause.MEMBER, move.at());
        dues.add(List.of(move.from(), move.to()));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void returned(Move move) {
        dues.takeTurn();
        var taken = new HashSet<>(parts.noted(move.merge(), TAKEN));
        var added = new HashSet<>(parts.noted(move.merge(), ADDED));
        for (var segment : notJudged()) {
            var there = belonging(segment, move);
            if (taken.contains(segment.code()) && !there.contains(move.from())) {
                write(segment, move.from(), true, move);
            }
            if (added.contains(segment.code()) && there.contains(move.to())) {
                write(segment, move.to(), false, move);
            }
        }
        dues.add(List.of(move.from(), move.to()));
    }

    private List<Segment> notJudged() {
        return segments.states().stream()
                .filter(state -> state.retiredAt() == null)
                .map(Segments.State::segment)
                .filter(segment -> segment.kind() != Segment.Kind.DYNAMIC)
                .toList();
    }

    private Set<MemberId> belonging(Segment segment, Move move) {
        return segments.belonging(Set.of(move.from(), move.to()), List.of(segment.code()))
                .getOrDefault(segment.code(), Set.of());
    }

    private void write(Segment segment, MemberId member, boolean in, Move move) {
        var moves = List.of(new SegmentsChanged.Move(member, segment.code(), in));
        judging.write(moves, List.of(segment), Cause.MEMBER, move.at());
        judging.follow(segment.code(), moves, Cause.MEMBER, move.at());
    }
}
