package io.perennial.membership.application;

import io.perennial.membership.ProfileUpdated;
import io.perennial.membership.UpdateProfile;
import io.perennial.membership.domain.DisplayName;
import io.perennial.membership.domain.Members;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class UpdatingProfile implements UpdateProfile {

    private static final int OLDEST = 130;

    private final Members members;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    UpdatingProfile(Members members, ApplicationEventPublisher events, Clock clock) {
        this.members = members;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Outcome update(Update update) {
        if (!DisplayName.canBe(update.displayName())) {
            return new Outcome.BadName();
        }
        // Today is where the member is: a birthday may be today's there and tomorrow's here.
        if (!canBeBirthday(update.birthday(), LocalDate.ofInstant(clock.instant(), update.zone()))) {
            return new Outcome.BadBirthday();
        }
        var stripped = new Update(
                update.member(),
                DisplayName.of(update.displayName()).map(DisplayName::text).orElse(null),
                update.locale(),
                update.zone(),
                update.birthday(),
                update.version());
        if (!members.update(stripped)) {
            return new Outcome.ChangedMeanwhile();
        }
        events.publishEvent(new ProfileUpdated(update.member(), clock.instant()));
        return new Outcome.Updated();
    }

    private static boolean canBeBirthday(@Nullable LocalDate birthday, LocalDate today) {
        return birthday == null || (!birthday.isAfter(today) && !birthday.isBefore(today.minusYears(OLDEST)));
    }
}
