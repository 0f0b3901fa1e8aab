package io.perennial.points.domain;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.perennial.insights.ActivityId;
import io.perennial.membership.MemberId;
import io.perennial.points.Points;
import io.perennial.points.Why;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The ledger in memory: the same promises as the database's, for one thread. */
public final class InMemoryLedger implements PointsAccounts, LedgerEntries {

    private static final Comparator<Due> SWEEP =
            Comparator.comparing(Due::at).thenComparing(Due::member).thenComparingLong(Due::sequence);

    private final Map<MemberId, Position> positions = new TreeMap<>();
    private final Map<MemberId, List<Entry>> entries = new HashMap<>();
    private final Map<MemberId, TreeMap<Long, Lot>> lots = new HashMap<>();
    private final Map<MemberId, TreeMap<Long, Waiting>> waiting = new HashMap<>();
    private final Map<EntryId, List<Allocation>> allocations = new HashMap<>();

    public List<Entry> entries(MemberId member) {
        return List.copyOf(entries.getOrDefault(member, List.of()));
    }

    public List<Lot> lots(MemberId member) {
        return List.copyOf(lots.getOrDefault(member, new TreeMap<>()).values());
    }

    public Points balance(MemberId member) {
        return position(member).balance();
    }

    public Position position(MemberId member) {
        return positions.getOrDefault(member, Position.NEW);
    }

    public List<Waiting> waiting(MemberId member) {
        return List.copyOf(waiting.getOrDefault(member, new TreeMap<>()).values());
    }

    @Override
    public Map<MemberId, PointsAccount> lock(Collection<MemberId> members) {
        return members.stream().distinct().collect(toMap(member -> member, member -> {
            positions.putIfAbsent(member, Position.NEW);
            return new PointsAccount(member, position(member), Why::toString);
        }));
    }

    @Override
    public Map<MemberId, PointsAccount> lockMerged(Collection<MemberId> members) {
        return lock(members);
    }

    @Override
    public Map<MemberId, List<Lot>> openLots(Collection<MemberId> members) {
        var open = new HashMap<MemberId, List<Lot>>();
        for (var member : members) {
            var here = lots(member).stream().filter(Lot::isOpen).toList();
            if (!here.isEmpty()) {
                open.put(member, here);
            }
        }
        return open;
    }

    @Override
    public Map<MemberId, List<Lot>> openLots(Map<MemberId, Points> enough, Instant now) {
        var found = new HashMap<MemberId, List<Lot>>();
        enough.forEach((member, points) -> {
            var lots = soonest(member, points, now);
            if (!lots.isEmpty()) {
                found.put(member, lots);
            }
        });
        return found;
    }

    private List<Lot> soonest(MemberId member, Points enough, Instant now) {
        var found = new ArrayList<Lot>();
        var usable = Points.NONE;
        for (var lot : lots(member).stream()
                .filter(Lot::isOpen)
                .sorted(Lot.SOONEST_FIRST)
                .toList()) {
            if (usable.covers(enough) && !usable.isNone()) {
                break;
            }
            found.add(lot);
            usable = lot.hasExpiredBy(now) ? usable : usable.plus(lot.remaining());
        }
        return found;
    }

    @Override
    public List<Lot> lots(MemberId member, Set<Long> sequences) {
        return lots(member).stream()
                .filter(lot -> sequences.contains(lot.sequence()))
                .toList();
    }

    @Override
    public List<Waiting> parts(MemberId member, Set<Long> sequences) {
        return waiting(member).stream()
                .filter(part -> sequences.contains(part.sequence()))
                .toList();
    }

    @Override
    public Map<MemberId, List<Waiting>> waiting(Collection<MemberId> members) {
        var parts = new HashMap<MemberId, List<Waiting>>();
        for (var member : members) {
            var here = waiting(member).stream().filter(Waiting::isOpen).toList();
            if (!here.isEmpty()) {
                parts.put(member, here);
            }
        }
        return parts;
    }

    @Override
    public List<Due> due(Optional<Due> from, Instant moment, int limit) {
        return inOrder(
                lots.entrySet().stream()
                        .flatMap(each -> each.getValue().values().stream()
                                .filter(lot -> lot.isOpen() && lot.hasExpiredBy(moment))
                                .map(lot -> new Due(each.getKey(), lot.sequence(), lot.expiresAt()))),
                from,
                limit);
    }

    private static List<Due> inOrder(Stream<Due> rows, Optional<Due> from, int limit) {
        return rows.sorted(SWEEP)
                .filter(row -> from.filter(start -> SWEEP.compare(row, start) < 0
                                && !(row.at().equals(start.at()) && row.member().equals(start.member())))
                        .isEmpty())
                .limit(limit)
                .toList();
    }

    @Override
    public Map<MemberId, List<Lot>> stillDue(SequencedSet<Due> due, Instant moment) {
        return due.stream()
                .filter(each -> stored(each).isOpen() && stored(each).hasExpiredBy(moment))
                .collect(groupingBy(Due::member, mapping(this::stored, toList())));
    }

    @Override
    public List<Due> available(Optional<Due> from, Instant moment, int limit) {
        return inOrder(
                waiting.entrySet().stream()
                        .flatMap(each -> each.getValue().values().stream()
                                .filter(part -> part.isOpen() && part.isAvailableBy(moment))
                                .map(part -> new Due(each.getKey(), part.sequence(), part.availableAt()))),
                from,
                limit);
    }

    @Override
    public Map<MemberId, List<Waiting>> stillWaiting(SequencedSet<Due> due, Instant moment) {
        return due.stream()
                .filter(each -> part(each).isOpen() && part(each).isAvailableBy(moment))
                .collect(groupingBy(Due::member, mapping(this::part, toList())));
    }

    private Waiting part(Due due) {
        return Objects.requireNonNull(waiting.get(due.member()).get(due.sequence()));
    }

    private Lot stored(Due lot) {
        return Objects.requireNonNull(lots.get(lot.member()).get(lot.sequence()));
    }

    @Override
    public void store(List<Booking> bookings) {
        for (var booking : bookings) {
            var entry = booking.entry();
            var here = entries.computeIfAbsent(entry.member(), member -> new ArrayList<>());
            var keys = new HashSet<String>();
            here.forEach(each -> keys.add(each.key()));
            if (entry.sequence() != here.size() + 1 || keys.contains(entry.key())) {
                throw new IllegalStateException("entry " + entry + " does not fit");
            }
            here.add(entry);
            positions.put(entry.member(), booking.after());
            var own = lots.computeIfAbsent(entry.member(), member -> new TreeMap<>());
            if (booking.opened() != null) {
                own.put(booking.opened().sequence(), booking.opened());
            }
            booking.allocations().forEach(each -> own.put(each.lot().sequence(), each.lot()));
            var parts = waiting.computeIfAbsent(entry.member(), member -> new TreeMap<>());
            if (booking.promised() != null) {
                parts.put(booking.promised().sequence(), booking.promised());
            }
            booking.shortenings().forEach(each -> parts.put(each.part().sequence(), each.part()));
            if (!booking.allocations().isEmpty()) {
                allocations.put(new EntryId(entry.member(), entry.sequence()), booking.allocations());
            }
        }
    }

    @Override
    public Map<ActivityId, List<Entry>> of(Map<ActivityId, MemberId> activities) {
        return all(entry -> entry.activity() != null && entry.member().equals(activities.get(entry.activity())))
                .collect(groupingBy(Entry::activity));
    }

    @Override
    public Map<EntryId, List<Entry>> reversing(Collection<EntryId> which) {
        return all(entry -> entry.reverses() != null && which.contains(new EntryId(entry.member(), entry.reverses())))
                .collect(groupingBy(entry -> new EntryId(entry.member(), entry.reverses())));
    }

    @Override
    public Optional<Entry> bySequence(EntryId entry) {
        return entries(entry.member()).stream()
                .filter(each -> each.sequence() == entry.sequence())
                .findFirst();
    }

    @Override
    public Map<MemberId, Map<String, Entry>> byKey(Map<MemberId, Set<String>> keys) {
        return keys.entrySet().stream()
                .flatMap(each -> entries(each.getKey()).stream()
                        .filter(entry -> each.getValue().contains(entry.key())))
                .collect(groupingBy(
                        Entry::member,
                        HashMap::new,
                        toMap(Entry::key, entry -> entry, (one, other) -> one, HashMap::new)));
    }

    @Override
    public Map<Long, Points> drawnBy(EntryId entry) {
        return allocations.getOrDefault(entry, List.of()).stream()
                .collect(toMap(each -> each.lot().sequence(), each -> Points.of(-each.points())));
    }

    private Stream<Entry> all(Predicate<Entry> which) {
        return entries.values().stream().flatMap(List::stream).filter(which);
    }
}
