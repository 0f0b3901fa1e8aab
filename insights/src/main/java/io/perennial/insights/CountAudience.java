package io.perennial.insights;

import io.perennial.membership.ConsentChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Counts the members whom a condition takes, and how many of them can be reached, while it is being written. */
public interface CountAudience {

    /** Counting everyone is given up after this time, so that there is an answer within a second. */
    Duration EXACTLY = Duration.ofMillis(600);

    /** Counting some of them is given up after this. */
    Duration ABOUT = Duration.ofSeconds(2);

    /** @throws IllegalArgumentException when a leaf may not stand in a segment */
    Outcome count(Condition condition);

    sealed interface Outcome {
        record Counted(Audience audience) implements Outcome {}

        /** Not even some could be counted in time; the database was told to stop. */
        record TookTooLong() implements Outcome {}
    }

    /**
     * @param members all whom the condition takes
     * @param everyone all members
     * @param about whether only some members were asked, drawn by chance, and the figures stand for all of them: right on
     *     average, and off by a few in a hundred
     */
    record Audience(long members, Reach reach, long everyone, boolean about, Instant at) {}

    /**
     * @param active those who may take part, and so see what is shown in the portal
     * @param channels of those, by channel, who agreed to offers on it and are known there
     */
    record Reach(long active, Map<ConsentChannel, Long> channels) {

        public Reach {
            channels = Map.copyOf(channels);
        }
    }
}
