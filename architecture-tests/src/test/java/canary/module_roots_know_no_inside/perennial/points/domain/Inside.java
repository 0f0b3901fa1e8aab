package canary.module_roots_know_no_inside.perennial.points.domain;

public class Inside {}
