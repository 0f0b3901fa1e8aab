package io.perennial.insights.application;

import io.perennial.insights.Segment;
import io.perennial.insights.SegmentsChanged;
import io.perennial.insights.SegmentsChanged.Cause;
import io.perennial.insights.SegmentsChanged.Move;
import io.perennial.insights.domain.Audiences;
import io.perennial.insights.domain.SegmentOrder;
import io.perennial.insights.domain.Segments;
import io.perennial.insights.domain.Segments.State;
import io.perennial.membership.MemberId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Judges to which segments members belong, and writes who came and went. The caller has taken its turn. */
@Component
class JudgingMembers {

    private final Segments segments;
    private final Audiences audiences;
    private final ApplicationEventPublisher events;

    JudgingMembers(Segments segments, Audiences audiences, ApplicationEventPublisher events) {
        this.segments = segments;
        this.audiences = audiences;
        this.events = events;
    }

    /** By all that are judged all the time. */
    int judge(List<MemberId> members, Cause cause, Instant now) {
        var dynamic = segments.states().stream()
                .filter(State::isDynamic)
                .map(State::segment)
                .toList();
        return judge(members, dynamic, cause, now).size();
    }

    /** By one segment, and by those that ask for it the members for whom it made a difference. */
    int judgeBy(Segment segment, Collection<MemberId> members, Cause cause, Instant now) {
        var moved = judge(members, List.of(segment), cause, now);
        return moved.size() + follow(segment.code(), moved, cause, now);
    }

    /** Judges by those that ask for a segment the members who came into it or left it. */
    int follow(String code, List<Move> moved, Cause cause, Instant now) {
        if (moved.isEmpty()) {
            return 0;
        }
        var dynamic = segments.states().stream()
                .filter(State::isDynamic)
                .map(State::segment)
                .toList();
        var dependents = new SegmentOrder(dynamic).dependents(code);
        if (dependents.isEmpty()) {
            return 0;
        }
        var members = new TreeSet<MemberId>();
        moved.forEach(move -> members.add(move.member()));
        return judge(
                        members,
                        dynamic.stream()
                                .filter(each -> dependents.contains(each.code()))
                                .toList(),
                        cause,
                        now)
                .size();
    }

    private List<Move> judge(Collection<MemberId> members, List<Segment> by, Cause cause, Instant now) {
        var moves = new ArrayList<Move>();
        if (members.isEmpty()) {
            return moves;
        }
        for (var level : new SegmentOrder(by).levels()) {
            var fitting = audiences.fitting(members, level, now);
            var belonging = segments.belonging(
                    members, level.stream().map(Segment::code).toList());
            var some = new ArrayList<Move>();
            for (var segment : level) {
                var in = belonging.getOrDefault(segment.code(), Set.of());
                var fit = fitting.getOrDefault(segment.code(), Set.of());
                for (var member : members) {
                    if (fit.contains(member) != in.contains(member)) {
                        some.add(new Move(member, segment.code(), fit.contains(member)));
                    }
                }
            }
            write(some, level, cause, now);
            moves.addAll(some);
        }
        return moves;
    }

    /** Writes moves and tells of them. */
    void write(List<Move> moves, List<Segment> of, Cause cause, Instant now) {
        if (moves.isEmpty()) {
            return;
        }
        var versions = new HashMap<String, Integer>();
        of.forEach(segment -> versions.put(segment.code(), segment.version()));
        segments.move(moves, versions, now);
        events.publishEvent(new SegmentsChanged(moves, cause, now));
    }
}
