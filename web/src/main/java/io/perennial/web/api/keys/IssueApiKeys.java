package io.perennial.web.api.keys;

import io.perennial.membership.StaffId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Admins issue and revoke keys; audited. */
public interface IssueApiKeys {

    /** All keys, newest first, revoked ones included. */
    List<ApiKey> keys();

    /** @param by nobody when it is done from the command line or by demo data */
    Outcome issue(String name, Set<Scope> scopes, Optional<StaffId> by);

    /** Works within {@value RecogniseApiKey#STALE_SECONDS} seconds on every instance. Revoking twice changes nothing. */
    Outcome revoke(UUID key, StaffId by);

    sealed interface Outcome {
        /** @param token the whole key, to be shown once: it is not kept */
        record Issued(ApiKey key, String token) implements Outcome {}

        record Revoked() implements Outcome {}

        record UnknownKey() implements Outcome {}

        /** Not 1 to 80 characters. */
        record BadName() implements Outcome {}

        record NoScope() implements Outcome {}
    }
}
