package io.perennial.points.application;

import io.perennial.points.CheckLedger;
import io.perennial.points.ReadLedgerChecks.Check;
import io.perennial.points.VerifyLedger;
import io.perennial.points.domain.LedgerChecks;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

@Component
class CheckingLedger implements CheckLedger {

    private final VerifyLedger verifyLedger;
    private final LedgerChecks checks;
    private final Clock clock;

    CheckingLedger(VerifyLedger verifyLedger, LedgerChecks checks, Clock clock) {
        this.verifyLedger = verifyLedger;
        this.checks = checks;
        this.clock = clock;
    }

    @Override
    public Check check() {
        var startedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var report = verifyLedger.verify();
        var check = new Check(startedAt, clock.instant().truncatedTo(ChronoUnit.MICROS), report);
        checks.add(check);
        return check;
    }
}
