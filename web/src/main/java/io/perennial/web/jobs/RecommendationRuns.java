package io.perennial.web.jobs;

/** Asks for what goes with what to be counted anew before its night comes. */
public interface RecommendationRuns {

    /** As soon as an instance is free; one that is under way is not begun twice. */
    void begin();

    boolean areUnderWay();
}
