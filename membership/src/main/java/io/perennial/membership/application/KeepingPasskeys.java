package io.perennial.membership.application;

import com.fasterxml.uuid.Generators;
import io.perennial.membership.Ceremony;
import io.perennial.membership.KeepPasskeys;
import io.perennial.membership.KeyHolder;
import io.perennial.membership.MemberId;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RecordChange.Change;
import io.perennial.membership.StaffId;
import io.perennial.membership.domain.Identities;
import io.perennial.membership.domain.Identities.Held;
import io.perennial.membership.domain.PasskeyCeremonies;
import io.perennial.membership.domain.Passkeys;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class KeepingPasskeys implements KeepPasskeys {

    private static final String UNNAMED = "Passkey";

    private final Passkeys passkeys;
    private final PasskeyCeremonies ceremonies;
    private final Identities identities;
    private final RecordChange recordChange;
    private final Clock clock;

    KeepingPasskeys(
            Passkeys passkeys,
            PasskeyCeremonies ceremonies,
            Identities identities,
            RecordChange recordChange,
            Clock clock) {
        this.passkeys = passkeys;
        this.ceremonies = ceremonies;
        this.identities = identities;
        this.recordChange = recordChange;
        this.clock = clock;
    }

    @Override
    public List<Passkey> of(KeyHolder holder) {
        return passkeys.of(holder);
    }

    @Override
    public Beginning begin(KeyHolder holder, String called, String origin) {
        var had = passkeys.keysOf(holder);
        if (had.size() >= MOST) {
            return new Beginning.Enough();
        }
        if (mustProveFirst(holder)) {
            return new Beginning.ProveFirst();
        }
        Ceremony ceremony = ceremonies.toAdd(holder, called, had, origin);
        return new Beginning.Begun(ceremony);
    }

    @Override
    @Transactional
    public Adding add(KeyHolder holder, String challenge, String answer, String name, String origin) {
        if (mustProveFirst(holder) || passkeys.of(holder).size() >= MOST) {
            return new Adding.Refused();
        }
        var key = ceremonies.added(holder, challenge, answer, origin);
        var id = Generators.timeBasedEpochGenerator().generate();
        if (key.isEmpty() || !passkeys.add(key.get(), id, name(name), clock.instant())) {
            return new Adding.Refused();
        }
        record(holder, "staff.passkey-added");
        return new Adding.Added(id);
    }

    @Override
    public boolean rename(KeyHolder holder, UUID passkey, String name) {
        return isName(name.strip()) && passkeys.rename(holder, passkey, name.strip());
    }

    @Override
    @Transactional
    public boolean remove(KeyHolder holder, UUID passkey) {
        var removed = passkeys.remove(holder, passkey);
        if (removed) {
            record(holder, "staff.passkey-removed");
        }
        return removed;
    }

    /** Whoever joined with somebody else's address must not leave a key of theirs under the mat. */
    private boolean mustProveFirst(KeyHolder holder) {
        return switch (holder.door()) {
            case MEMBER -> identities.of(new MemberId(holder.id())).stream().noneMatch(Held::proven);
            case STAFF -> false;
        };
    }

    private void record(KeyHolder holder, String action) {
        if (holder.door() == KeyHolder.Door.STAFF) {
            recordChange.record(new Change(
                    new StaffId(holder.id()), action, "staff", holder.id().toString(), null, null));
        }
    }

    private static String name(String written) {
        var name = written.strip();
        return isName(name) ? name : UNNAMED;
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.codePointCount(0, name.length()) <= LONGEST_NAME
                && name.codePoints().noneMatch(Character::isISOControl);
    }
}
