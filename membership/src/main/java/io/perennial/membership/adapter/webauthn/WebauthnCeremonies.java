package io.perennial.membership.adapter.webauthn;

import io.perennial.membership.Ceremony;
import io.perennial.membership.KeyHolder;
import io.perennial.membership.KeyHolder.Door;
import io.perennial.membership.domain.PasskeyCeremonies;
import io.perennial.membership.domain.Passkeys;
import io.perennial.membership.domain.Passkeys.CredentialId;
import io.perennial.membership.domain.Passkeys.Key;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * By Spring Security's WebAuthn. Its filters are not used: they know one kind of user and one page, and we have two doors. A
 * relying party is made for each ceremony, since the site may have several addresses; that is cheap.
 *
 * <p>The handle of a user, which devices keep, is the first letter of the door and the id: whose key it is can be read from
 * the key alone, and it tells nothing about the person.
 */
@Component
class WebauthnCeremonies implements PasskeyCeremonies {

    private static final Logger log = LoggerFactory.getLogger(WebauthnCeremonies.class);

    private static final String SITE = "Perennial";
    private static final int HANDLE = 1 + 2 * Long.BYTES;
    private static final TypeReference<PublicKeyCredential<AuthenticatorAttestationResponse>> NEW_KEY =
            new TypeReference<>() {};
    private static final TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>> SIGNATURE =
            new TypeReference<>() {};

    private final JsonMapper json =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();
    private final Passkeys passkeys;
    private final Clock clock;

    WebauthnCeremonies(Passkeys passkeys, Clock clock) {
        this.passkeys = passkeys;
        this.clock = clock;
    }

    @Override
    public Ceremony toAdd(KeyHolder holder, String called, List<Key> had, String origin) {
        var options = party(new Keys(holder, called, had), origin, verificationOf(holder), Bytes.random())
                .createPublicKeyCredentialCreationOptions(
                        new ImmutablePublicKeyCredentialCreationOptionsRequest(asThough(holder)));
        return new Ceremony(options.getChallenge().toBase64UrlString(), json.writeValueAsString(options));
    }

    @Override
    public Optional<Key> added(KeyHolder holder, String challenge, String answer, String origin) {
        try {
            var keys = new Keys(holder, "", List.of());
            var party = party(keys, origin, verificationOf(holder), Bytes.fromBase64(challenge));
            var options = party.createPublicKeyCredentialCreationOptions(
                    new ImmutablePublicKeyCredentialCreationOptionsRequest(asThough(holder)));
            party.registerCredential(new ImmutableRelyingPartyRegistrationRequest(
                    options, new RelyingPartyPublicKey(json.readValue(answer, NEW_KEY), "passkey")));
            return Optional.ofNullable(keys.made);
        } catch (RuntimeException e) {
            return refused(e);
        }
    }

    @Override
    public Ceremony toUse(List<Key> allowed, boolean holderMustBeVerified, String origin) {
        var options = party(keys(allowed), origin, verification(holderMustBeVerified), Bytes.random())
                .createCredentialRequestOptions(toAnswer(allowed));
        return new Ceremony(
                Objects.requireNonNull(options.getChallenge()).toBase64UrlString(), json.writeValueAsString(options));
    }

    @Override
    public Optional<Key> used(
            List<Key> allowed, boolean holderMustBeVerified, String challenge, String answer, String origin) {
        try {
            var keys = keys(allowed);
            var party = party(keys, origin, verification(holderMustBeVerified), Bytes.fromBase64(challenge));
            var options = party.createCredentialRequestOptions(toAnswer(allowed));
            party.authenticate(new RelyingPartyAuthenticationRequest(options, json.readValue(answer, SIGNATURE)));
            return Optional.ofNullable(keys.used);
        } catch (RuntimeException e) {
            return refused(e);
        }
    }

    /** What a browser sends may be anything, and the libraries have a dozen ways of saying that it is not right. */
    private static Optional<Key> refused(RuntimeException e) {
        log.warn("An answer about a passkey was refused: {}", e.getClass().getSimpleName());
        return Optional.empty();
    }

    private static Webauthn4JRelyingPartyOperations party(
            Keys keys, String origin, UserVerificationRequirement verification, Bytes challenge) {
        var site = PublicKeyCredentialRpEntity.builder()
                .id(URI.create(origin).getHost())
                .name(SITE)
                .build();
        var party = new Webauthn4JRelyingPartyOperations(keys, keys, site, Set.of(origin));
        party.setCustomizeCreationOptions(options -> options.challenge(challenge)
                .authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(verification)
                        .build()));
        party.setCustomizeRequestOptions(options -> options.challenge(challenge).userVerification(verification));
        return party;
    }

    /** A member's passkey stands for a password as well, so the device asks who holds it. */
    private static UserVerificationRequirement verificationOf(KeyHolder holder) {
        return verification(holder.door() == Door.MEMBER);
    }

    private static UserVerificationRequirement verification(boolean must) {
        return must ? UserVerificationRequirement.REQUIRED : UserVerificationRequirement.PREFERRED;
    }

    private Keys keys(List<Key> allowed) {
        return new Keys(allowed.isEmpty() ? null : allowed.getFirst().holder(), "", allowed);
    }

    private static PublicKeyCredentialRequestOptionsRequest toAnswer(List<Key> allowed) {
        return new ImmutablePublicKeyCredentialRequestOptionsRequest(
                allowed.isEmpty() ? null : asThough(allowed.getFirst().holder()));
    }

    /** The library takes whose keys are meant from a sign-in. */
    private static Authentication asThough(KeyHolder holder) {
        return UsernamePasswordAuthenticationToken.authenticated(holder.toString(), null, List.of());
    }

    private static Bytes handle(KeyHolder holder) {
        return new Bytes(ByteBuffer.allocate(HANDLE)
                .put((byte) holder.door().name().charAt(0))
                .putLong(holder.id().getMostSignificantBits())
                .putLong(holder.id().getLeastSignificantBits())
                .array());
    }

    /** What the library may know of the keys during one ceremony. */
    private final class Keys implements UserCredentialRepository, PublicKeyCredentialUserEntityRepository {

        private final @Nullable KeyHolder holder;
        private final String called;
        private final List<Key> known;

        private @Nullable Key made;
        private @Nullable Key used;

        Keys(@Nullable KeyHolder holder, String called, List<Key> known) {
            this.holder = holder;
            this.called = called;
            this.known = known;
        }

        @Override
        public @Nullable PublicKeyCredentialUserEntity findByUsername(String name) {
            return holder == null ? null : entity(handle(holder));
        }

        @Override
        public PublicKeyCredentialUserEntity findById(Bytes id) {
            return entity(id);
        }

        private PublicKeyCredentialUserEntity entity(Bytes id) {
            return ImmutablePublicKeyCredentialUserEntity.builder()
                    .id(id)
                    .name(called)
                    .displayName(called)
                    .build();
        }

        @Override
        public List<CredentialRecord> findByUserId(Bytes id) {
            return known.stream().<CredentialRecord>map(this::toRecord).toList();
        }

        @Override
        public @Nullable CredentialRecord findByCredentialId(Bytes id) {
            used = passkeys.find(new CredentialId(id.getBytes())).orElse(null);
            return used == null ? null : toRecord(used);
        }

        /** Called once the library has found everything right. */
        @Override
        public void save(CredentialRecord credential) {
            if (used != null) {
                use(used, credential);
            } else if (holder != null) {
                made = toKey(holder, credential);
            }
        }

        /** A count that does not grow tells of a copy of the key; a device that does not count says zero. */
        private void use(Key key, CredentialRecord credential) {
            var count = credential.getSignatureCount();
            if (count != 0 && count <= key.signCount()) {
                throw new IllegalStateException("a passkey was used whose count did not grow");
            }
            passkeys.used(key.credential(), count, credential.isBackupState(), clock.instant());
        }

        @Override
        public void save(PublicKeyCredentialUserEntity user) {
            throw new UnsupportedOperationException("holders are members and staff");
        }

        @Override
        public void delete(Bytes id) {
            throw new UnsupportedOperationException("their holders remove passkeys");
        }

        private CredentialRecord toRecord(Key key) {
            return ImmutableCredentialRecord.builder()
                    .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                    .credentialId(new Bytes(key.credential().bytes()))
                    .userEntityUserId(handle(key.holder()))
                    .publicKey(new ImmutablePublicKeyCose(key.publicKey()))
                    .attestationObject(new Bytes(key.attestation()))
                    .signatureCount(key.signCount())
                    .uvInitialized(key.userVerified())
                    .backupEligible(key.backupEligible())
                    .backupState(key.backedUp())
                    .transports(key.transports().stream()
                            .map(AuthenticatorTransport::valueOf)
                            .collect(Collectors.toSet()))
                    .created(Instant.EPOCH)
                    .lastUsed(Instant.EPOCH)
                    .label("passkey")
                    .build();
        }

        private static Key toKey(KeyHolder holder, CredentialRecord credential) {
            return new Key(
                    holder,
                    new CredentialId(credential.getCredentialId().getBytes()),
                    credential.getPublicKey().getBytes(),
                    Objects.requireNonNull(credential.getAttestationObject()).getBytes(),
                    credential.getSignatureCount(),
                    credential.isUvInitialized(),
                    credential.isBackupEligible(),
                    credential.isBackupState(),
                    credential.getTransports().stream()
                            .map(AuthenticatorTransport::getValue)
                            .collect(Collectors.toSet()));
        }
    }
}
