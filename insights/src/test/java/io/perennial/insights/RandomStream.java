package io.perennial.insights;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A stream made up at random, and what one could ask of it. */
public final class RandomStream {

    private final Random random;

    public RandomStream(Random random) {
        this.random = random;
    }

    public List<Activity> activities(int size, Instant after) {
        var activities = new RandomActivities(random, List.of(Stories.ANNA, Stories.BEN));
        return IntStream.range(0, size)
                .mapToObj(number -> activities.next("S" + number, after))
                .toList();
    }

    public Condition condition(boolean askMembers) {
        return new RandomConditions(random, askMembers).next();
    }
}
