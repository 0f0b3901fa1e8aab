package io.perennial.membership;

/**
 * One step of the ladder.
 *
 * @param code lower-case name by which rewards, rules and the API refer to it; never changes
 * @param rank 0 for the lowest step
 * @param entryLine growth value at which a member enters it (升级线); 0 for the lowest step
 */
public record Tier(String code, int rank, BilingualText name, long entryLine) {

    public Tier {
        if (!code.matches("[a-z][a-z0-9-]{0,31}")) {
            throw new IllegalArgumentException("a tier's code is a short lower-case word");
        }
        if (rank < 0 || entryLine < 0 || (rank == 0) != (entryLine == 0)) {
            throw new IllegalArgumentException("only the lowest tier begins at 0");
        }
    }

    /** Whether someone of this tier may have what needs the other one. */
    public boolean reaches(Tier other) {
        return rank >= other.rank;
    }
}
