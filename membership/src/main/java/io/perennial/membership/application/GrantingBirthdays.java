package io.perennial.membership.application;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.perennial.membership.Benefit;
import io.perennial.membership.BenefitsGranted;
import io.perennial.membership.BenefitsGranted.Granted;
import io.perennial.membership.GrantBirthdays;
import io.perennial.membership.MemberId;
import io.perennial.membership.RunTransactions;
import io.perennial.membership.domain.Benefits;
import io.perennial.membership.domain.Birthday;
import io.perennial.membership.domain.Entitlements;
import io.perennial.membership.domain.Entitlements.Celebrant;
import io.perennial.membership.domain.Entitlements.Grant;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Members of a chunk are locked before it is asked who had a pack: two sweeps at once give one. */
@Component
class GrantingBirthdays implements GrantBirthdays {

    private static final int CHUNK = 500;
    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final RunTransactions transactions;
    private final Benefits benefits;
    private final Entitlements entitlements;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    GrantingBirthdays(
            RunTransactions transactions,
            Benefits benefits,
            Entitlements entitlements,
            ApplicationEventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.benefits = benefits;
        this.entitlements = entitlements;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public long grant() {
        var packs = benefits.birthdayPacks();
        if (packs.isEmpty()) {
            return 0;
        }
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        // Somewhere it is still yesterday, and somewhere tomorrow already.
        var days = Birthday.keptBetween(today.minusDays(DAYS_BACK + 1L), today.plusDays(1));
        var given = 0L;
        var after = Optional.<MemberId>empty();
        while (true) {
            var found = entitlements.celebrants(days, after, CHUNK);
            if (found.isEmpty()) {
                return given;
            }
            var due = found.stream().filter(each -> kept(each, now).isPresent()).toList();
            if (!due.isEmpty()) {
                given += transactions.runAlone(() -> grant(due, packs, now));
            }
            after = Optional.of(found.getLast().member());
        }
    }

    private long grant(List<Celebrant> due, List<Benefit> packs, Instant now) {
        entitlements.lock(due.stream().map(Celebrant::member).toList());
        var byDay = new HashMap<LocalDate, List<MemberId>>();
        due.forEach(each -> byDay.computeIfAbsent(
                        Birthday.aYearBefore(kept(each, now).orElseThrow()), _ -> new ArrayList<>())
                .add(each.member()));
        var had = new ArrayList<MemberId>();
        byDay.forEach((day, those) -> had.addAll(entitlements.packedAfter(those, day)));
        var grants = new ArrayList<Grant>();
        for (var each : due) {
            if (!had.contains(each.member())) {
                packs.stream()
                        .filter(pack -> pack.tiers().contains(each.tier()))
                        .forEach(pack -> grants.add(grant(each, pack, now)));
            }
        }
        if (!grants.isEmpty()) {
            entitlements.grant(grants);
            events.publishEvent(new BenefitsGranted(
                    grants.stream()
                            .map(grant -> new Granted(grant.member(), grant.benefit(), true))
                            .toList(),
                    now));
        }
        return grants.size();
    }

    private static Grant grant(Celebrant to, Benefit pack, Instant now) {
        var day = kept(to, now).orElseThrow();
        var end = LocalDate.ofInstant(now, to.zone())
                .plusDays(DAYS_GOOD)
                .atStartOfDay(to.zone())
                .toInstant();
        return new Grant(to.member(), IDS.generate(), pack.id(), pack.quota(), true, null, null, now, day, end);
    }

    private static Optional<LocalDate> kept(Celebrant each, Instant now) {
        return Birthday.keptWithin(each.birthday(), LocalDate.ofInstant(now, each.zone()), DAYS_BACK);
    }
}
