package io.perennial.web.api.keys.domain;

import io.perennial.web.api.keys.ApiKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The keys that were ever issued. */
public interface ApiKeys {

    void add(ApiKey key, byte[] secretHash);

    List<ApiKey> all();

    Optional<Stored> byPrefix(String prefix);

    /** @return whether there is such a key; one that was revoked before stays as it is */
    boolean revoke(UUID key, Instant at);

    /** Only when the last use known is older than {@code unless}. */
    void used(UUID key, Instant at, Instant unless);

    record Stored(ApiKey key, byte[] secretHash) {}
}
