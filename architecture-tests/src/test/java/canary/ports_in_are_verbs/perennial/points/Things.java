package canary.ports_in_are_verbs.perennial.points;

/** As it should be: excused. */
public interface Things {}
