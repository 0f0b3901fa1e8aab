package io.perennial.points;

/** A number of points, whole and never negative. */
public record Points(long value) implements Comparable<Points> {

    public static final Points NONE = new Points(0);

    public Points {
        if (value < 0) {
            throw new IllegalArgumentException("points are never negative");
        }
    }

    public static Points of(long value) {
        return new Points(value);
    }

    /** @throws ArithmeticException when the sum does not fit */
    public Points plus(Points other) {
        return new Points(Math.addExact(value, other.value));
    }

    /** @throws IllegalArgumentException when the other is more */
    public Points minus(Points other) {
        return new Points(value - other.value);
    }

    public Points atMost(Points limit) {
        return value <= limit.value ? this : limit;
    }

    public boolean isNone() {
        return value == 0;
    }

    public boolean covers(Points other) {
        return value >= other.value;
    }

    @Override
    public int compareTo(Points other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
