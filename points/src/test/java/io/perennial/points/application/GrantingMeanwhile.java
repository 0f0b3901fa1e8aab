package io.perennial.points.application;

import io.perennial.points.GrantPoints;
import io.perennial.points.Why;
import io.perennial.points.domain.Booking;
import io.perennial.points.domain.LedgerEntries;
import io.perennial.points.domain.Occasion;
import io.perennial.points.domain.PointsAccounts;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

@Component
class GrantingMeanwhile implements GrantPoints {
    private final Transactions transactions;
    private final PointsAccounts accounts;
    private final LedgerEntries entries;
    private final Clock clock;

    GrantingMeanwhile(Transactions transactions, PointsAccounts accounts, LedgerEntries entries, Clock clock) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.entries = entries;
        this.clock = clock;
    }

    @Override
    public Outcome grant(Grant grant) {
        return transactions.run(() -> {
            var account =
                    Objects.requireNonNull(accounts.lock(Set.of(grant.member())).get(grant.member()));
            var key = "grant:" + grant.key();
            var before = entries.byKey(grant.member(), Set.of(key)).get(key);
            if (before != null) {
                return new Outcome.Repeated(before.sequence(), before.balanceAfter());
            }
            Booking booking = account.earn(
                    Occasion.of(key, clock.instant()),
                    new Why.Spent(grant.forWhat()),
                    grant.points(),
                    grant.growth(),
                    clock.instant().plus(Duration.ofDays(900)));
            accounts.store(List.of(booking));
            return new Outcome.Granted(
                    booking.entry().sequence(), booking.entry().balanceAfter());
        });
    }
}
