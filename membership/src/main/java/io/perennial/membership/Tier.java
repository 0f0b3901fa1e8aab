package io.perennial.membership;

import org.jspecify.annotations.Nullable;

/**
 * One step of the ladder.
 *
 * @param code lower-case name by which rewards, rules and the API refer to it; never changes
 * @param rank 0 for the lowest step
 * @param entryLine growth value at which a member enters it (升级线); 0 for the lowest step
 * @param retentionLine growth value that a period must bring for the tier to be kept (保级线), at most the entry line
 * @param places how many members it takes, if it does not take everybody
 */
public record Tier(
        String code,
        int rank,
        BilingualText name,
        long entryLine,
        long retentionLine,
        @Nullable Integer places) {

    public Tier {
        if (!code.matches("[a-z][a-z0-9-]{0,31}")) {
            throw new IllegalArgumentException("a tier's code is a short lower-case word");
        }
        if (rank < 0 || entryLine < 0 || (rank == 0) != (entryLine == 0)) {
            throw new IllegalArgumentException("only the lowest tier begins at 0");
        }
        if (retentionLine < 0 || retentionLine > entryLine) {
            throw new IllegalArgumentException("a tier is kept with at most what it takes to enter");
        }
        if (places != null && (places < 1 || rank == 0)) {
            throw new IllegalArgumentException("the lowest tier takes everybody, each other at least one");
        }
    }

    /** One that takes everybody and is kept with what it takes to enter. */
    public Tier(String code, int rank, BilingualText name, long entryLine) {
        this(code, rank, name, entryLine, entryLine, null);
    }

    /** Whether someone of this tier may have what needs the other one. */
    public boolean reaches(Tier other) {
        return rank >= other.rank;
    }

    public Tier keptWith(long line) {
        return new Tier(code, rank, name, entryLine, line, places);
    }

    public Tier withPlaces(int most) {
        return new Tier(code, rank, name, entryLine, retentionLine, most);
    }
}
