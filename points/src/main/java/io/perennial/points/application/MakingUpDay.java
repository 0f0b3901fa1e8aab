package io.perennial.points.application;

import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.RecogniseMembers;
import io.perennial.membership.RunTransactions;
import io.perennial.points.MakeUpDay;
import io.perennial.points.domain.Journeys;
import io.perennial.points.domain.Journeys.MadeUp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

@Component
class MakingUpDay implements MakeUpDay {

    private final RunTransactions transactions;
    private final RecogniseMembers members;
    private final Journeys journeys;
    private final StreakPrizes prizes;
    private final Streaks streaks;
    private final Clock clock;

    MakingUpDay(
            RunTransactions transactions,
            RecogniseMembers members,
            Journeys journeys,
            StreakPrizes prizes,
            Streaks streaks,
            Clock clock) {
        this.transactions = transactions;
        this.members = members;
        this.journeys = journeys;
        this.prizes = prizes;
        this.streaks = streaks;
        this.clock = clock;
    }

    @Override
    public Outcome makeUp(MemberId member, LocalDate day) {
        var status = members.statuses(Set.of(member)).get(member);
        if (status == null) {
            return new Outcome.UnknownMember();
        }
        return status == MemberStatus.CLOSED ? new Outcome.MemberClosed() : transactions.run(() -> book(member, day));
    }

    private Outcome book(MemberId member, LocalDate day) {
        var now = clock.instant();
        var today = streaks.day(now);
        var locked = journeys.lock(Map.of(member, Streaks.since(today)));
        var journey = Objects.requireNonNull(locked.get(member));
        var offered = streaks.toMakeUp(journey, today)
                .filter(makeUp -> makeUp.day().equals(day))
                .isPresent();
        if (offered) {
            journeys.keepMadeUp(member, new MadeUp(day, now));
            var won = prizes.add(locked, Map.of(member, Set.of(day)), now);
            return new Outcome.MadeUp(day, streaks.on(today, journey), won.getOrDefault(member, List.of()), false);
        }
        return journeys.isMadeUp(member, day)
                ? new Outcome.MadeUp(day, streaks.on(today, journey), List.of(), true)
                : new Outcome.NotOffered();
    }
}
