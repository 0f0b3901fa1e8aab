package io.perennial.bench;

import java.util.Locale;

/** What is asked for: at least the floor, better the goal. For what should be small they are upper bounds. */
record Bar(double floor, double goal, boolean isUpper) {

    enum Verdict {
        GOAL("goal"),
        FLOOR("floor"),
        BELOW("**below**"),
        UNASKED("");

        private final String shown;

        Verdict(String shown) {
            this.shown = shown;
        }

        @Override
        public String toString() {
            return shown;
        }
    }

    static Bar atLeast(double floor, double goal) {
        return new Bar(floor, goal, false);
    }

    static Bar atMost(double floor, double goal) {
        return new Bar(floor, goal, true);
    }

    Verdict of(double value) {
        if (isUpper ? value <= goal : value >= goal) {
            return Verdict.GOAL;
        }
        return (isUpper ? value <= floor : value >= floor) ? Verdict.FLOOR : Verdict.BELOW;
    }

    String shownFloor() {
        return shown(floor);
    }

    String shownGoal() {
        return shown(goal);
    }

    private String shown(double value) {
        return (isUpper ? "≤ " : "≥ ") + plain(value);
    }

    static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.2f", value);
    }
}
