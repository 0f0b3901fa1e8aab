package canary.time_comes_from_the_clock.perennial.points;

class Impatient {

    java.time.Instant moment() {
        return java.time.Instant.now();
    }
}
