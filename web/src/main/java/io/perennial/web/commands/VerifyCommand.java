package io.perennial.web.commands;

import io.perennial.points.VerifyLedger;
import org.springframework.stereotype.Component;

/** Proves the ledger, and names every fault. */
@Component
class VerifyCommand implements Command {

    private final VerifyLedger verifyLedger;

    VerifyCommand(VerifyLedger verifyLedger) {
        this.verifyLedger = verifyLedger;
    }

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String usage() {
        return "(nothing more)";
    }

    @Override
    public int run(Arguments arguments) {
        if (!arguments.fit(0)) {
            return ExitCode.USAGE;
        }
        var report = verifyLedger.verify();
        System.out.printf(
                "%,d members, %,d entries, %,d points outstanding%n",
                report.members(), report.entries(), report.outstanding().value());
        if (report.isSound()) {
            System.out.println("The ledger is sound: every balance is the sum of its entries and of its open lots.");
            return ExitCode.DONE;
        }
        report.faults().forEach(fault -> System.out.println("FAULT " + fault.member() + ": " + fault.what()));
        System.out.println("The ledger has faults.");
        return ExitCode.UNSOUND;
    }
}
