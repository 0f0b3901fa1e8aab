package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipPasskey.MEMBERSHIP_PASSKEY;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.perennial.membership.KeepPasskeys.Passkey;
import io.perennial.membership.KeyHolder;
import io.perennial.membership.KeyHolder.Door;
import io.perennial.membership.adapter.jooq.generated.tables.records.MembershipPasskeyRecord;
import io.perennial.membership.domain.Passkeys;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

@Component
class JooqPasskeys implements Passkeys {

    private static final String BETWEEN = ",";

    private final DSLContext dsl;

    JooqPasskeys(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public List<Passkey> of(KeyHolder holder) {
        return dsl.selectFrom(MEMBERSHIP_PASSKEY)
                .where(belongTo(holder))
                .orderBy(MEMBERSHIP_PASSKEY.PASSKEY_ID)
                .fetch(row -> new Passkey(
                        row.getPasskeyId(),
                        row.getName(),
                        row.getCreatedAt(),
                        Optional.ofNullable(row.getLastUsedAt()),
                        row.getBackedUp()));
    }

    @Override
    public List<Key> keysOf(KeyHolder holder) {
        return dsl.selectFrom(MEMBERSHIP_PASSKEY)
                .where(belongTo(holder))
                .orderBy(MEMBERSHIP_PASSKEY.PASSKEY_ID)
                .fetch(JooqPasskeys::toKey);
    }

    @Override
    public Optional<Key> find(CredentialId credential) {
        return dsl.selectFrom(MEMBERSHIP_PASSKEY)
                .where(MEMBERSHIP_PASSKEY.CREDENTIAL_ID.eq(credential.bytes()))
                .fetchOptional(JooqPasskeys::toKey);
    }

    @Override
    public boolean add(Key key, UUID id, String name, Instant at) {
        try {
            dsl.insertInto(MEMBERSHIP_PASSKEY)
                    .set(MEMBERSHIP_PASSKEY.OWNER_ID, key.holder().id())
                    .set(MEMBERSHIP_PASSKEY.PASSKEY_ID, id)
                    .set(MEMBERSHIP_PASSKEY.DOOR, key.holder().door().name())
                    .set(MEMBERSHIP_PASSKEY.CREDENTIAL_ID, key.credential().bytes())
                    .set(MEMBERSHIP_PASSKEY.NAME, name)
                    .set(MEMBERSHIP_PASSKEY.PUBLIC_KEY, key.publicKey())
                    .set(MEMBERSHIP_PASSKEY.ATTESTATION, key.attestation())
                    .set(MEMBERSHIP_PASSKEY.SIGN_COUNT, key.signCount())
                    .set(MEMBERSHIP_PASSKEY.USER_VERIFIED, key.userVerified())
                    .set(MEMBERSHIP_PASSKEY.BACKUP_ELIGIBLE, key.backupEligible())
                    .set(MEMBERSHIP_PASSKEY.BACKED_UP, key.backedUp())
                    .set(MEMBERSHIP_PASSKEY.TRANSPORTS, String.join(BETWEEN, new TreeSet<>(key.transports())))
                    .set(MEMBERSHIP_PASSKEY.CREATED_AT, at)
                    .execute();
            return true;
        } catch (DuplicateKeyException _) {
            return false;
        }
    }

    @Override
    public void used(CredentialId credential, long signCount, boolean backedUp, Instant at) {
        dsl.update(MEMBERSHIP_PASSKEY)
                .set(MEMBERSHIP_PASSKEY.SIGN_COUNT, signCount)
                .set(MEMBERSHIP_PASSKEY.BACKED_UP, backedUp)
                .set(MEMBERSHIP_PASSKEY.LAST_USED_AT, at)
                .where(MEMBERSHIP_PASSKEY.CREDENTIAL_ID.eq(credential.bytes()))
                .execute();
    }

    @Override
    public boolean rename(KeyHolder holder, UUID passkey, String name) {
        return dsl.update(MEMBERSHIP_PASSKEY)
                        .set(MEMBERSHIP_PASSKEY.NAME, name)
                        .where(belongTo(holder))
                        .and(MEMBERSHIP_PASSKEY.PASSKEY_ID.eq(passkey))
                        .execute()
                == 1;
    }

    @Override
    public boolean remove(KeyHolder holder, UUID passkey) {
        return dsl.deleteFrom(MEMBERSHIP_PASSKEY)
                        .where(belongTo(holder))
                        .and(MEMBERSHIP_PASSKEY.PASSKEY_ID.eq(passkey))
                        .execute()
                == 1;
    }

    @Override
    public void removeAll(KeyHolder holder) {
        dsl.deleteFrom(MEMBERSHIP_PASSKEY).where(belongTo(holder)).execute();
    }

    private static Condition belongTo(KeyHolder holder) {
        return MEMBERSHIP_PASSKEY
                .OWNER_ID
                .eq(holder.id())
                .and(MEMBERSHIP_PASSKEY.DOOR.eq(holder.door().name()));
    }

    private static Key toKey(MembershipPasskeyRecord row) {
        return new Key(
                new KeyHolder(Door.valueOf(row.getDoor()), row.getOwnerId()),
                new CredentialId(row.getCredentialId()),
                row.getPublicKey(),
                row.getAttestation(),
                row.getSignCount(),
                row.getUserVerified(),
                row.getBackupEligible(),
                row.getBackedUp(),
                Arrays.stream(row.getTransports().split(BETWEEN))
                        .filter(transport -> !transport.isEmpty())
                        .collect(toUnmodifiableSet()));
    }
}
