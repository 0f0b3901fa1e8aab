package canary.module_roots_are_listed.perennial.points;

public record Listed() {}
