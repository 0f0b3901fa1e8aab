package io.perennial.web.commands;

import io.perennial.points.VerifyLedger;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Proves the ledger, and names every fault. */
@Component
class VerifyCommand implements Command {

    private final VerifyLedger verifyLedger;
    private final MessageSource texts;

    VerifyCommand(VerifyLedger verifyLedger, MessageSource texts) {
        this.verifyLedger = verifyLedger;
        this.texts = texts;
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
        report.faults().forEach(fault -> System.out.println("FAULT " + told(fault)));
        System.out.println("The ledger has faults.");
        return ExitCode.UNSOUND;
    }

    private String told(VerifyLedger.Fault fault) {
        var words = new Object[] {fault.subject(), fault.found(), fault.expected()};
        var what = texts.getMessage("admin.ledger-check.fault." + fault.breach(), words, Locale.ENGLISH);
        return fault.member() == null ? what : fault.member() + ": " + what;
    }
}
