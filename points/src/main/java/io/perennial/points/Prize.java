package io.perennial.points;

import org.jspecify.annotations.Nullable;

/**
 * What a streak or a mission brings: points, growth, a badge, or some of them.
 *
 * @param points 0 to {@value #MOST}
 * @param growth 0 to {@value #MOST}
 * @param badge who has it already keeps the one they have
 */
public record Prize(Points points, long growth, @Nullable BadgeId badge) {

    public static final long MOST = 1_000_000;

    public Prize {
        if (points.value() > MOST || growth < 0 || growth > MOST) {
            throw new IllegalArgumentException("a prize is at most one million points and as much growth");
        }
        if (points.isNone() && growth == 0 && badge == null) {
            throw new IllegalArgumentException("a prize is something");
        }
    }

    public static Prize of(long points) {
        return new Prize(Points.of(points), 0, null);
    }
}
