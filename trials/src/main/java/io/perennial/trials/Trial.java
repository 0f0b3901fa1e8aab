package io.perennial.trials;

import java.util.random.RandomGenerator;

/** One row of the table of trials. */
interface Trial {

    /** As {@code --only} names it. */
    String name();

    String title();

    /**
     * Once, at the size of a build; a release is many rounds.
     *
     * @throws Fault for what should not be
     */
    void round(Stage stage, RandomGenerator random) throws Exception;
}
