package canary.outcomes_are_sealed.perennial.points;

public interface SpendAnything {

    interface Outcome {}
}
