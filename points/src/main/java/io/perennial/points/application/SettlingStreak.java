package io.perennial.points.application;

import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.MergeId;
import io.perennial.membership.RecogniseMembers;
import io.perennial.membership.RunTransactions;
import io.perennial.points.SettleStreak;
import io.perennial.points.domain.Journeys;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

@Component
class SettlingStreak implements SettleStreak {

    private final RunTransactions transactions;
    private final RecogniseMembers members;
    private final Journeys journeys;
    private final StreakPrizes prizes;
    private final Clock clock;

    SettlingStreak(
            RunTransactions transactions,
            RecogniseMembers members,
            Journeys journeys,
            StreakPrizes prizes,
            Clock clock) {
        this.transactions = transactions;
        this.members = members;
        this.journeys = journeys;
        this.prizes = prizes;
        this.clock = clock;
    }

    @Override
    public void settle(MergeId merge, MemberId survivor) {
        var came = journeys.came(merge);
        if (!came.isEmpty()) {
            transactions.runAlone(() -> {
                pay(survivor, came);
                return survivor;
            });
        }
    }

    private void pay(MemberId survivor, NavigableSet<LocalDate> came) {
        if (members.statuses(Set.of(survivor)).getOrDefault(survivor, MemberStatus.CLOSED) != MemberStatus.CLOSED) {
            var locked = journeys.lock(Map.of(survivor, came.first()));
            prizes.settle(Objects.requireNonNull(locked.get(survivor)), came, clock.instant());
        }
    }
}
