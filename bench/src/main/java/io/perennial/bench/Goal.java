package io.perennial.bench;

import java.util.List;

/** One of the goals S1 to S9: knows both ways of doing it and what is asked for. */
interface Goal {

    /** S1 to S9. */
    String name();

    String title();

    List<Finding> measure(Stage stage) throws Exception;
}
