package io.perennial.insights.domain;

import io.perennial.insights.Segment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which segments ask for which, and so in which order they are judged. */
public final class SegmentOrder {

    private final Map<String, Segment> segments = new HashMap<>();

    public SegmentOrder(Collection<Segment> segments) {
        segments.forEach(segment -> this.segments.put(segment.code(), segment));
    }

    /** From the segment along those that it asks for back to itself, if there is such a way. */
    public Optional<List<String>> circle(Segment segment) {
        Deque<List<String>> ways = new ArrayDeque<>();
        ways.add(List.of(segment.code()));
        var seen = new HashSet<String>();
        while (!ways.isEmpty()) {
            var way = ways.poll();
            var last = way.size() == 1 ? segment : segments.get(way.getLast());
            if (last == null) {
                continue;
            }
            for (var asked : last.condition().segments()) {
                var longer = new ArrayList<>(way);
                longer.add(asked);
                if (asked.equals(segment.code())) {
                    return Optional.of(List.copyOf(longer));
                }
                if (seen.add(asked)) {
                    ways.add(longer);
                }
            }
        }
        return Optional.empty();
    }

    /** Those of each level ask only for those of the levels before. */
    public List<List<Segment>> levels() {
        var levels = new ArrayList<List<Segment>>();
        var done = new HashSet<String>();
        Set<String> left = new HashSet<>(segments.keySet());
        while (!left.isEmpty()) {
            var level = left.stream()
                    .map(segments::get)
                    .filter(segment -> segment.condition().segments().stream()
                            .allMatch(asked -> done.contains(asked) || !segments.containsKey(asked)))
                    .sorted(java.util.Comparator.comparing(Segment::code))
                    .toList();
            if (level.isEmpty()) {
                throw new IllegalStateException("segments ask for each other in a circle: " + left);
            }
            level.forEach(segment -> {
                done.add(segment.code());
                left.remove(segment.code());
            });
            levels.add(level);
        }
        return levels;
    }

    /** Those that ask for it, at first or second hand. */
    public Set<String> dependents(String code) {
        var found = new HashSet<String>();
        Deque<String> open = new ArrayDeque<>(List.of(code));
        while (!open.isEmpty()) {
            var asked = open.poll();
            for (var segment : segments.values()) {
                if (segment.condition().segments().contains(asked) && found.add(segment.code())) {
                    open.add(segment.code());
                }
            }
        }
        return found;
    }
}
