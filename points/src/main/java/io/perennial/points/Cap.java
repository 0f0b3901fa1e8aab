package io.perennial.points;

/**
 * The most that a rule pays one member within a window. What is left of a cap on points is paid in part; growth follows
 * a cap on times, not one on points.
 *
 * @param window by the local day, in the programme's zone, on which the activity happened
 * @param most of points, or of activities that it pays for; 1 to 1,000,000,000
 */
public record Cap(Window window, Measure measure, long most) {

    public Cap {
        if (most < 1 || most > 1_000_000_000) {
            throw new IllegalArgumentException("a cap is 1 to 1,000,000,000");
        }
        if (window == Window.ACTIVITY && measure == Measure.TIMES) {
            throw new IllegalArgumentException("a rule pays an activity once anyway");
        }
    }

    public enum Window {
        ACTIVITY,
        DAY,
        /** Monday to Sunday. */
        WEEK,
        MONTH,
        YEAR,
        /** As long as the rule lives, all its versions together. */
        EVER
    }

    public enum Measure {
        POINTS,
        TIMES
    }
}
