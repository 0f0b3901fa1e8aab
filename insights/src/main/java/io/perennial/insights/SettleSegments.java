package io.perennial.insights;

/** Judges who belongs to segments where no member did anything: a definition changed, or time went by. */
public interface SettleSegments {

    /** Judges everyone for the segments that were published since. Goes on where it was interrupted. */
    Settled publishedOnes();

    /** Judges those for whom time alone may have changed something. What it costs follows their number. */
    Settled overTime();

    record Settled(long judged, long moved) {}
}
