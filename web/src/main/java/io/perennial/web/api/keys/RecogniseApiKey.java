package io.perennial.web.api.keys;

import java.util.Optional;

/** Whose key it is. */
public interface RecogniseApiKey {

    /** So long may a revoked key still be taken for valid. */
    int STALE_SECONDS = 2;

    /**
     * @param token {@code pk_<prefix>_<secret>} as it was issued
     * @return nothing for whatever is not a valid key: unknown, wrong, revoked, malformed
     */
    Optional<ApiKey> recognise(String token);
}
