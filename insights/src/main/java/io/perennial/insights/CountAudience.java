package io.perennial.insights;

/** Counts the members whom a condition takes, while it is being written. */
public interface CountAudience {

    /** @throws IllegalArgumentException when a leaf may not stand in a segment */
    Audience count(Condition condition);

    /**
     * @param members all whom the condition takes
     * @param active those of them who may take part
     * @param everyone all members
     */
    record Audience(long members, long active, long everyone) {}
}
