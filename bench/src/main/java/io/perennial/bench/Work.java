package io.perennial.bench;

/** What a client does again and again. Whatever it throws ends the whole measurement. */
@FunctionalInterface
interface Work {

    /** @param client 0, 1, 2 … below the number of clients */
    void once(int client) throws Exception;
}
