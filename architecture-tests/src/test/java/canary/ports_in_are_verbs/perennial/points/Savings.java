package canary.ports_in_are_verbs.perennial.points;

/** Answered by two modules, but not by adapters alone. */
public interface Savings {}
