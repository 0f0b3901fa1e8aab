package io.perennial.web.adapter.jooq;

import io.perennial.membership.StaffId;
import io.perennial.web.adapter.jooq.generated.tables.WebApiKey;
import io.perennial.web.adapter.jooq.generated.tables.records.WebApiKeyRecord;
import io.perennial.web.api.keys.ApiKey;
import io.perennial.web.api.keys.Scope;
import io.perennial.web.api.keys.domain.ApiKeys;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

@Component
class JooqApiKeys implements ApiKeys {

    private static final WebApiKey KEY = new WebApiKey();

    private final DSLContext dsl;

    JooqApiKeys(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public void add(ApiKey key, byte[] secretHash) {
        dsl.insertInto(KEY)
                .set(KEY.KEY_ID, key.id())
                .set(KEY.NAME, key.name())
                .set(KEY.PREFIX, key.prefix())
                .set(KEY.SECRET_HASH, secretHash)
                .set(KEY.SCOPES, key.scopes().stream().map(Scope::code).sorted().collect(Collectors.joining(" ")))
                .set(KEY.CREATED_BY, key.createdBy().map(StaffId::value).orElse(null))
                .set(KEY.CREATED_AT, key.createdAt())
                .execute();
    }

    @Override
    public List<ApiKey> all() {
        return dsl.selectFrom(KEY).orderBy(KEY.KEY_ID.desc()).fetch(JooqApiKeys::toApiKey);
    }

    @Override
    public Optional<Stored> byPrefix(String prefix) {
        return dsl.selectFrom(KEY)
                .where(KEY.PREFIX.eq(prefix))
                .fetchOptional(row -> new Stored(toApiKey(row), row.getSecretHash()));
    }

    @Override
    public boolean revoke(UUID key, Instant at) {
        return dsl.update(KEY)
                        .set(KEY.REVOKED_AT, at)
                        .where(KEY.KEY_ID.eq(key), KEY.REVOKED_AT.isNull())
                        .execute()
                == 1;
    }

    @Override
    public void used(UUID key, Instant at, Instant unless) {
        dsl.update(KEY)
                .set(KEY.LAST_USED_AT, at)
                .where(KEY.KEY_ID.eq(key), KEY.LAST_USED_AT.isNull().or(KEY.LAST_USED_AT.lt(unless)))
                .execute();
    }

    private static ApiKey toApiKey(WebApiKeyRecord row) {
        return new ApiKey(
                row.getKeyId(),
                row.getName(),
                row.getPrefix(),
                Arrays.stream(row.getScopes().split(" "))
                        .flatMap(code -> Scope.ofCode(code).stream())
                        .collect(Collectors.toUnmodifiableSet()),
                Optional.ofNullable(row.getCreatedBy()).map(StaffId::new),
                row.getCreatedAt(),
                Optional.ofNullable(row.getLastUsedAt()),
                Optional.ofNullable(row.getRevokedAt()));
    }
}
