package canary.ports_in_are_verbs.perennial.points;

/** Answered by one module alone. */
public interface Purses {}
