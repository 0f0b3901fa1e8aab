package canary.events_are_small_records_that_say_when.perennial.points;

public record PointsVanished(long points) {}
