package io.perennial.membership.domain;

import java.util.Optional;

/** Hashes that are slow to compute and cannot be read back. */
public interface PasswordHashes {

    String hash(String password);

    /** Whether the password has this hash. Takes as long when there is none. */
    boolean matches(String password, Optional<String> hash);

    /** Whether a hash was made in a way that is no longer ours, so that it should be made anew. */
    boolean isOutdated(String hash);
}
