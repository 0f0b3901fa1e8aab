package io.perennial.web;

import io.perennial.web.commands.CommandLine;
import java.util.Map;

/** What operators do without the web server: {@code import}, {@code verify} and {@code staff}. */
public final class Commands {

    private Commands() {}

    /** Whether these arguments ask for a command, and not for the server. */
    public static boolean isAskedFor(String... arguments) {
        return CommandLine.isAskedFor(arguments);
    }

    /**
     * Runs the command to its end.
     *
     * @param defaults properties that hold where nothing else says otherwise
     * @return 0 done, 1 failed, 2 not understood, 3 not possible, 4 the ledger has faults
     */
    public static int run(Map<String, Object> defaults, String... arguments) {
        return CommandLine.run(defaults, arguments);
    }
}
