package io.perennial.points.application;

import io.perennial.membership.Programme;
import io.perennial.points.CheckLedger;
import io.perennial.points.ReadLedgerChecks.Check;
import io.perennial.points.ReadLedgerChecks.Extent;
import io.perennial.points.VerifyLedger;
import io.perennial.points.domain.LedgerChecks;
import io.perennial.points.domain.NightlyChecks;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

@Component
class CheckingLedger implements CheckLedger {

    private final VerifyLedger verifyLedger;
    private final LedgerChecks checks;
    private final NightlyChecks nights;
    private final Programme programme;
    private final Clock clock;

    CheckingLedger(
            VerifyLedger verifyLedger, LedgerChecks checks, NightlyChecks nights, Programme programme, Clock clock) {
        this.verifyLedger = verifyLedger;
        this.checks = checks;
        this.nights = nights;
        this.programme = programme;
        this.clock = clock;
    }

    @Override
    public Check tonight() {
        var night = nights.begin(now());
        nights.noteChanged(night);
        var share = night.round().share(night.startedAt(), programme.zone());
        var seen = night.inTurn();
        NightlyChecks.Progress progress;
        do {
            progress = nights.lookAtNext(night, share - seen);
            seen += progress.members();
        } while (progress.members() > 0 && !progress.atEnd());
        // Whose turn it was is no longer noted.
        var mayBeMore = true;
        while (mayBeMore) {
            mayBeMore = nights.lookAtChanged(night);
        }
        return nights.finish(night, progress.atEnd());
    }

    @Override
    public Check whole() {
        var startedAt = now();
        var report = verifyLedger.verify();
        var check = new Check(startedAt, now(), Extent.WHOLE, report, 0, false);
        checks.add(check);
        return check;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
