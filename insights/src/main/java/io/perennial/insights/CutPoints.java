package io.perennial.insights;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What parts all buyers into five of about the same number, by recency, frequency and money. They are set once in a while and
 * kept with their day, so that a score changes because the member did something and not because others did; and equal members
 * have equal scores, however many of them there are.
 *
 * @param setAt when they were taken from the members of that time
 * @param above for each measure four values that do not fall: a score is 1 and one more for each value that is passed.
 *     Recency is told in seconds since the last purchase, below zero, so that more is better; money in the smallest unit of the
 *     programme's usual currency
 */
public record CutPoints(Instant setAt, Map<Measure, List<Long>> above) {

    public static final int SCORES = 5;

    public enum Measure {
        /** How lately they bought. */
        RECENCY,
        /** How often they bought. */
        FREQUENCY,
        /** What they paid in all. */
        MONEY
    }

    public CutPoints {
        above = Map.copyOf(above);
        for (var measure : Measure.values()) {
            var values = above.get(measure);
            if (values == null
                    || values.size() != SCORES - 1
                    || !values.equals(values.stream().sorted().toList())) {
                throw new IllegalArgumentException("each measure has four values that do not fall");
            }
        }
    }

    /** Before any were set: what a small shop might say. */
    public static CutPoints beforeAny(int minorPerMajor) {
        return new CutPoints(
                Instant.EPOCH,
                Map.of(
                        Measure.RECENCY,
                        List.of(
                                -Duration.ofDays(180).toSeconds(),
                                -Duration.ofDays(90).toSeconds(),
                                -Duration.ofDays(60).toSeconds(),
                                -Duration.ofDays(30).toSeconds()),
                        Measure.FREQUENCY,
                        List.of(1L, 2L, 4L, 9L),
                        Measure.MONEY,
                        List.of(
                                100L * minorPerMajor,
                                300L * minorPerMajor,
                                1_000L * minorPerMajor,
                                3_000L * minorPerMajor)));
    }

    /** 1 to 5. */
    public int score(Measure measure, long value) {
        return 1
                + (int) above.getOrDefault(measure, List.of()).stream()
                        .filter(cut -> value > cut)
                        .count();
    }

    /** The value above which a score begins; nothing for 1. */
    public @Nullable Long aboveFor(Measure measure, int score) {
        return score == 1 ? null : above.getOrDefault(measure, List.of()).get(score - 2);
    }

    /** The three scores of a member; nothing of who has bought nothing. */
    public Optional<Scores> of(MemberFacts facts, Instant now) {
        return Optional.ofNullable(facts.lastPurchaseAt())
                .map(last -> new Scores(
                        score(Measure.RECENCY, recency(last, now)),
                        score(Measure.FREQUENCY, facts.purchases()),
                        score(Measure.MONEY, facts.spentMinor())));
    }

    /** More is better. */
    public static long recency(Instant lastPurchaseAt, Instant now) {
        return -Duration.between(lastPurchaseAt, now).toSeconds();
    }

    /** Each 1 to 5. */
    public record Scores(int recency, int frequency, int money) {

        public int of(Measure measure) {
            return switch (measure) {
                case RECENCY -> recency;
                case FREQUENCY -> frequency;
                case MONEY -> money;
            };
        }

        @Override
        public String toString() {
            return "" + recency + frequency + money;
        }
    }
}
