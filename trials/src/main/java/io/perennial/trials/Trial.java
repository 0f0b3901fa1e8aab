package io.perennial.trials;

import java.util.random.RandomGenerator;

/** One row of the table of trials. */
interface Trial {

    /** As {@code --only} names it. */
    String name();

    String title();

    /** When it has its turn; always where it is named. */
    default Turn turn() {
        return Turn.EACH_BUILD;
    }

    enum Turn {
        EACH_BUILD,
        /** In each round of a release; a build has tests for most of it, or no size is asked of it. */
        EACH_RELEASE,
        /** In every tenth round of a release, since it takes minutes. */
        SOME_RELEASES
    }

    /**
     * Once, at the size of a build; a release is many rounds.
     *
     * @throws Fault for what should not be
     */
    void round(Stage stage, RandomGenerator random) throws Exception;
}
