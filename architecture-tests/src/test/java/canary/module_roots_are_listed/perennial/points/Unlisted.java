package canary.module_roots_are_listed.perennial.points;

public sealed interface Unlisted {
    record One() implements Unlisted {}
}
