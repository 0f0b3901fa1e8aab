package io.perennial.membership.application;

import io.perennial.membership.AppointStaff.Account;
import io.perennial.membership.KeepSecondFactor;
import io.perennial.membership.KeyHolder;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RecordChange.Change;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.membership.domain.Passkeys;
import io.perennial.membership.domain.RecoveryCode;
import io.perennial.membership.domain.SecondFactors;
import io.perennial.membership.domain.SecondFactors.App;
import io.perennial.membership.domain.Secrets;
import io.perennial.membership.domain.StaffAccounts;
import io.perennial.membership.domain.StaffAccounts.Credential;
import io.perennial.membership.domain.TimeCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class KeepingSecondFactor implements KeepSecondFactor {

    private static final Logger log = LoggerFactory.getLogger(KeepingSecondFactor.class);

    private static final String ISSUER = "Perennial";

    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final StaffAccounts accounts;
    private final Secrets secrets;
    private final RecordChange recordChange;
    private final IdentitySettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    KeepingSecondFactor(
            SecondFactors factors,
            Passkeys passkeys,
            StaffAccounts accounts,
            Secrets secrets,
            RecordChange recordChange,
            IdentitySettings settings,
            Clock clock) {
        this.factors = factors;
        this.passkeys = passkeys;
        this.accounts = accounts;
        this.secrets = secrets;
        this.recordChange = recordChange;
        this.settings = settings;
        this.clock = clock;
        if (!secrets.canBeKept()) {
            log.warn("Staff sign in by password alone: perennial.identity.secrets-key would give them a second factor");
        }
    }

    @Override
    public State of(StaffId staff) {
        return new State(
                factors.app(staff).filter(App::confirmed).isPresent(),
                passkeys.of(KeyHolder.of(staff)).size(),
                factors.recoveryCodes(staff));
    }

    @Override
    public boolean isSetUp(StaffId staff) {
        return factors.app(staff).filter(App::confirmed).isPresent()
                || !passkeys.of(KeyHolder.of(staff)).isEmpty();
    }

    @Override
    public boolean isRequiredOf(Set<StaffRole> roles) {
        return secrets.canBeKept() && roles.stream().anyMatch(settings.secondFactorFor()::contains);
    }

    @Override
    @Transactional
    public Optional<Setup> beginApp(StaffId staff) {
        if (!secrets.canBeKept() || factors.app(staff).filter(App::confirmed).isPresent()) {
            return Optional.empty();
        }
        var secret = new byte[TimeCode.SECRET];
        random.nextBytes(secret);
        factors.begin(staff, secrets.encrypt(secret, staff.toString()), clock.instant());
        return Optional.of(setup(staff, secret));
    }

    @Override
    public Optional<Setup> begun(StaffId staff) {
        return factors.app(staff)
                .filter(app -> !app.confirmed())
                .map(app -> setup(staff, secrets.decrypt(app.encrypted(), staff.toString())));
    }

    private Setup setup(StaffId staff, byte[] secret) {
        var login = accounts.find(staff).orElseThrow().account().login();
        var written = TimeCode.written(secret);
        return new Setup(
                written,
                "otpauth://totp/%s:%s?secret=%s&issuer=%s"
                        .formatted(ISSUER, URLEncoder.encode(login, StandardCharsets.UTF_8), written, ISSUER));
    }

    @Override
    @Transactional
    public Confirming confirmApp(StaffId staff, String code) {
        var app = factors.lockApp(staff).filter(found -> !found.confirmed());
        if (app.isEmpty()) {
            return new Confirming.NotBegun();
        }
        var now = clock.instant();
        var secret = secrets.decrypt(app.get().encrypted(), staff.toString());
        var step = TimeCode.stepOf(code, secret, now, app.get().lastStep());
        if (step.isEmpty()) {
            return new Confirming.WrongCode();
        }
        factors.confirm(staff, step.getAsLong(), now);
        record(staff, staff, "staff.app-added");
        return new Confirming.Confirmed(factors.recoveryCodes(staff) > 0 ? List.of() : newRecoveryCodes(staff));
    }

    @Override
    @Transactional
    public boolean dropApp(StaffId staff) {
        var dropped = factors.dropApp(staff);
        if (dropped) {
            record(staff, staff, "staff.app-removed");
        }
        return dropped;
    }

    @Override
    @Transactional
    public List<String> renewRecoveryCodes(StaffId staff) {
        record(staff, staff, "staff.recovery-codes-renewed");
        return newRecoveryCodes(staff);
    }

    private List<String> newRecoveryCodes(StaffId staff) {
        var codes = Stream.generate(RecoveryCode::next).limit(RecoveryCode.SET).toList();
        factors.replaceRecoveryCodes(staff, codes);
        return codes.stream().map(RecoveryCode::written).toList();
    }

    @Override
    @Transactional
    public Resetting reset(StaffId staff, StaffId by) {
        if (staff.equals(by)) {
            return Resetting.THEMSELVES;
        }
        if (accounts.find(staff).map(Credential::account).map(Account::id).isEmpty()) {
            return Resetting.UNKNOWN_STAFF;
        }
        var before = of(staff);
        if (!before.isSetUp() && before.recoveryCodes() == 0) {
            return Resetting.NOTHING_SET_UP;
        }
        factors.dropApp(staff);
        factors.replaceRecoveryCodes(staff, List.of());
        passkeys.removeAll(KeyHolder.of(staff));
        recordChange.record(new Change(
                by, "staff.second-factor-reset", "staff", staff.toString(), AsJson.of(before), AsJson.of(of(staff))));
        return Resetting.RESET;
    }

    private void record(StaffId staff, StaffId by, String action) {
        recordChange.record(new Change(by, action, "staff", staff.toString(), null, null));
    }
}
