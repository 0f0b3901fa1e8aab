package io.perennial.web.api.keys.application;

import com.fasterxml.uuid.Generators;
import io.perennial.membership.RecordChange;
import io.perennial.membership.StaffId;
import io.perennial.web.api.keys.ApiKey;
import io.perennial.web.api.keys.IssueApiKeys;
import io.perennial.web.api.keys.Scope;
import io.perennial.web.api.keys.domain.ApiKeys;
import io.perennial.web.api.keys.domain.KeyToken;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

@Component
class IssuingApiKeys implements IssueApiKeys {

    private static final int LONGEST_NAME = 80;

    private final ApiKeys keys;
    private final RecordChange audit;
    private final JsonMapper json;
    private final Clock clock;

    IssuingApiKeys(ApiKeys keys, RecordChange audit, JsonMapper json, Clock clock) {
        this.keys = keys;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public List<ApiKey> keys() {
        return keys.all();
    }

    @Override
    @Transactional
    public Outcome issue(String name, Set<Scope> scopes, Optional<StaffId> by) {
        var shown = name.strip();
        if (shown.isEmpty() || shown.length() > LONGEST_NAME || shown.chars().anyMatch(Character::isISOControl)) {
            return new Outcome.BadName();
        }
        if (scopes.isEmpty()) {
            return new Outcome.NoScope();
        }
        var token = KeyToken.random();
        var key = new ApiKey(
                Generators.timeBasedEpochGenerator().generate(),
                shown,
                token.prefix(),
                Set.copyOf(scopes),
                by,
                clock.instant(),
                Optional.empty(),
                Optional.empty());
        keys.add(key, token.secretHash());
        record(
                "api-key.issued",
                key.id(),
                by,
                json.writeValueAsString(Map.of(
                        "name",
                        shown,
                        "prefix",
                        key.prefix(),
                        "scopes",
                        scopes.stream().map(Scope::code).sorted().toList())));
        return new Outcome.Issued(key, token.text());
    }

    @Override
    @Transactional
    public Outcome revoke(UUID key, StaffId by) {
        var before = keys.all().stream().filter(each -> each.id().equals(key)).findFirst();
        if (before.isEmpty()) {
            return new Outcome.UnknownKey();
        }
        if (before.get().revokedAt().isEmpty() && keys.revoke(key, clock.instant())) {
            record("api-key.revoked", key, Optional.of(by), null);
        }
        return new Outcome.Revoked();
    }

    private void record(
            String action, UUID key, Optional<StaffId> by, @org.jspecify.annotations.Nullable String after) {
        audit.record(new RecordChange.Change(by.orElse(null), action, "api-key", key.toString(), null, after));
    }
}
