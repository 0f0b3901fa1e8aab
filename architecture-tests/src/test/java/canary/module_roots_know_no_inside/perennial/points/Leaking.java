package canary.module_roots_know_no_inside.perennial.points;

public record Leaking(canary.module_roots_know_no_inside.perennial.points.domain.Inside inside) {}
