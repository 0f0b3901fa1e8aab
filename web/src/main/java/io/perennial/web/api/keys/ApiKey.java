package io.perennial.web.api.keys;

import io.perennial.membership.StaffId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A key without its secret, which nobody can read back.
 *
 * @param prefix the part by which people tell keys apart
 * @param lastUsedAt to the minute
 */
public record ApiKey(
        UUID id,
        String name,
        String prefix,
        Set<Scope> scopes,
        Optional<StaffId> createdBy,
        Instant createdAt,
        Optional<Instant> lastUsedAt,
        Optional<Instant> revokedAt) {}
