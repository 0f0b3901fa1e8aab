package io.perennial.insights;

import io.perennial.membership.MemberId;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
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

    /** Of so many people, each of whom did something. */
    public List<Activity> activities(int people, int size, Instant after) {
        var members = IntStream.range(0, people)
                .mapToObj(number -> new MemberId(new UUID(0x0193_3b5e_0000_7000L, 0x8000_0000_0000_1000L + number)))
                .toList();
        return IntStream.range(0, size)
                .mapToObj(number ->
                        new RandomActivities(random, List.of(members.get(number % people))).next("S" + number, after))
                .toList();
    }

    public Condition condition(boolean askMembers) {
        return new RandomConditions(random, askMembers).next();
    }
}
