package io.perennial.points;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many points moved in some time, by the sort of movement, signed as in the ledger: above zero they came in, below zero
 * they went. Kinds that are absent did not move.
 */
public record Movements(Map<EntryKind, Long> byKind) {

    public static final Movements NONE = new Movements(Map.of());

    public Movements {
        var kinds = new EnumMap<EntryKind, Long>(EntryKind.class);
        byKind.forEach((kind, points) -> {
            if (points != 0) {
                kinds.put(kind, points);
            }
        });
        byKind = Collections.unmodifiableMap(kinds);
    }

    public long of(EntryKind kind) {
        return byKind.getOrDefault(kind, 0L);
    }

    /** By how much all of it together changed what members have. */
    public long net() {
        return sum(byKind.values());
    }

    /** What one line of the roll-forward comes to. */
    public long of(Line line) {
        return sum(byKind.entrySet().stream()
                .filter(each -> line == Line.of(each.getKey()))
                .map(Map.Entry::getValue)
                .toList());
    }

    public Movements plus(Movements others) {
        var kinds = new EnumMap<EntryKind, Long>(EntryKind.class);
        kinds.putAll(byKind);
        others.byKind.forEach((kind, points) -> kinds.merge(kind, points, Math::addExact));
        return new Movements(kinds);
    }

    private static long sum(Iterable<Long> points) {
        var sum = 0L;
        for (var each : points) {
            sum = Math.addExact(sum, each);
        }
        return sum;
    }

    /** The lines between what was outstanding at first and at last; each kind of entry belongs to one. */
    public enum Line {
        /** Became available to members. */
        ISSUED,
        /** Spent, less what came back because it was cancelled. */
        REDEEMED,
        /** Taken back by refunds of purchases. */
        TAKEN_BACK,
        /** Expired, less what was reinstated. */
        EXPIRED,
        /** By hand. */
        ADJUSTED,
        /** From account to account: 0 but for what is on its way; merged accounts always come to 0. */
        TRANSFERRED;

        public static Line of(EntryKind kind) {
            return switch (kind) {
                case EARNED, RELEASED, GRANTED -> ISSUED;
                case SPENT, GIVEN_BACK -> REDEEMED;
                case TAKEN_BACK -> TAKEN_BACK;
                case EXPIRED, REINSTATED -> EXPIRED;
                case ADJUSTED -> ADJUSTED;
                case SENT, RECEIVED, MERGED -> TRANSFERRED;
            };
        }
    }
}
