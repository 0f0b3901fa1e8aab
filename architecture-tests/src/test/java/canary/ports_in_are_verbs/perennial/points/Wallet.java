package canary.ports_in_are_verbs.perennial.points;

public interface Wallet {}
