package io.perennial.trials;

import java.util.random.RandomGenerator;

/** One row of the table of trials. */
interface Trial {

    /** As {@code --only} names it. */
    String name();

    String title();

    /** Whether a build is not to wait for it: then it comes where it is named, and in every tenth round. */
    default boolean isLong() {
        return false;
    }

    /**
     * Once, at the size of a build; a release is many rounds.
     *
     * @throws Fault for what should not be
     */
    void round(Stage stage, RandomGenerator random) throws Exception;
}
