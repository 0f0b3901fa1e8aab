package io.perennial.membership.application;

import io.perennial.membership.ProfileUpdated;
import io.perennial.membership.ProfileUpdated.Part;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RecordChange.Change;
import io.perennial.membership.StaffId;
import io.perennial.membership.UpdateProfile;
import io.perennial.membership.domain.DisplayName;
import io.perennial.membership.domain.Members;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class UpdatingProfile implements UpdateProfile {

    private static final int OLDEST = 130;

    private final Members members;
    private final RecordChange recordChange;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    UpdatingProfile(Members members, RecordChange recordChange, ApplicationEventPublisher events, Clock clock) {
        this.members = members;
        this.recordChange = recordChange;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Outcome update(Update update) {
        return update(update, Optional.empty());
    }

    @Override
    @Transactional
    public Outcome correct(Update update, StaffId by) {
        return update(update, Optional.of(by));
    }

    private Outcome update(Update update, Optional<StaffId> by) {
        if (!DisplayName.canBe(update.displayName())) {
            return new Outcome.BadName();
        }
        // Today is where the member is: a birthday may be today's there and tomorrow's here.
        if (!canBeBirthday(update.birthday(), LocalDate.ofInstant(clock.instant(), update.zone()))) {
            return new Outcome.BadBirthday();
        }
        var after = new Update(
                update.member(),
                DisplayName.of(update.displayName()).map(DisplayName::text).orElse(null),
                update.locale(),
                update.zone(),
                update.birthday(),
                update.region(),
                update.interests(),
                update.version());
        var before = members.lockProfile(update.member());
        if (before.isEmpty() || before.get().version() != after.version()) {
            return new Outcome.ChangedMeanwhile();
        }
        var changed = differing(before.get(), after);
        if (changed.isEmpty()) {
            return new Outcome.Updated();
        }
        members.update(after);
        by.ifPresent(staff -> recordChange.record(new Change(
                staff,
                "member.profile-corrected",
                RecordChange.MEMBER,
                update.member().toString(),
                null,
                AsJson.of(new Corrected(changed)))));
        events.publishEvent(new ProfileUpdated(update.member(), changed, clock.instant()));
        return new Outcome.Updated();
    }

    private static Set<Part> differing(Update before, Update after) {
        var parts = EnumSet.noneOf(Part.class);
        add(parts, Part.NAME, before.displayName(), after.displayName());
        add(parts, Part.LANGUAGE, before.locale(), after.locale());
        add(parts, Part.ZONE, before.zone(), after.zone());
        add(parts, Part.BIRTHDAY, before.birthday(), after.birthday());
        add(parts, Part.REGION, before.region(), after.region());
        add(parts, Part.INTERESTS, before.interests(), after.interests());
        return parts;
    }

    private static void add(Set<Part> parts, Part part, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            parts.add(part);
        }
    }

    /** Which parts, and not what they say: that is the member's, and the trail outlives it. */
    private record Corrected(Set<Part> changed) {}

    private static boolean canBeBirthday(@Nullable LocalDate birthday, LocalDate today) {
        return birthday == null || (!birthday.isAfter(today) && !birthday.isBefore(today.minusYears(OLDEST)));
    }
}
