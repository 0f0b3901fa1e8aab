package io.perennial.insights;

/** Judges who belongs to segments where no member did anything: a definition changed, or time went by. */
public interface SettleSegments {

    /** Judges everyone for the segments that were published since. Goes on where it was interrupted. */
    Settled publishedOnes();

    /** Judges those for whom time alone may have changed something. What it costs follows their number. */
    Settled overTime();

    /** Counts how many members of each segment can be reached, where that was not done for a while: large ones less often. */
    int reachable();

    record Settled(long judged, long moved) {}
}
