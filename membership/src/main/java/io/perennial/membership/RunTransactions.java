package io.perennial.membership;

import java.util.function.Supplier;

/**
 * Runs work in a transaction, and again when the database gave it up for another one: after a deadlock, or a lock that could
 * not be had in time, nothing of it is left, so it begins anew, up to six times within about a second. Work that would fail
 * again, such as for a key that is taken, is run once.
 */
public interface RunTransactions {

    /** Whether the caller has begun one. */
    boolean areUnderWay();

    /** In the caller's transaction if there is one, which is the caller's to run again; otherwise in one of its own. */
    <T> T run(Supplier<T> work);

    /** Always in a transaction of its own. */
    <T> T runAlone(Supplier<T> work);

    /** Once, when what the caller is in has ended, one way or the other; at once where nothing is under way. */
    void afterwards(Runnable work);
}
