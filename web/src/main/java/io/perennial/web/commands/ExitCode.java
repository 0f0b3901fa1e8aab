package io.perennial.web.commands;

/** What a command tells the script that called it. */
final class ExitCode {

    /** Done, also when there was nothing to do. */
    static final int DONE = 0;

    /** Something went wrong that the log explains. */
    static final int FAILED = 1;

    /** The command was not understood. */
    static final int USAGE = 2;

    /** What was asked for is not possible: the file cannot be read, the name is taken. */
    static final int REFUSED = 3;

    /** The ledger has faults. */
    static final int UNSOUND = 4;

    private ExitCode() {}
}
