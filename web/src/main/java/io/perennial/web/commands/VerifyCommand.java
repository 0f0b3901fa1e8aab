package io.perennial.web.commands;

import io.perennial.points.SealLedger;
import io.perennial.points.VerifyLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Proves the ledger, and names every fault; where there is a seal, also that everything sealed is there. */
@Component
class VerifyCommand implements Command {

    private static final String SEAL = "seal";
    private static final int MOST_TOLD = 100;

    private final VerifyLedger verifyLedger;
    private final SealLedger sealLedger;
    private final MessageSource texts;

    VerifyCommand(VerifyLedger verifyLedger, SealLedger sealLedger, MessageSource texts) {
        this.verifyLedger = verifyLedger;
        this.sealLedger = sealLedger;
        this.texts = texts;
    }

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String usage() {
        return "[--seal=FILE]";
    }

    @Override
    public int run(Arguments arguments) throws IOException {
        if (!arguments.fit(0, SEAL)) {
            return ExitCode.USAGE;
        }
        var seal = arguments.option(SEAL, "");
        var sealed = seal.isEmpty() || bears(CommandLine.file(seal));
        var report = verifyLedger.verify();
        System.out.printf(
                "%,d members, %,d entries, %,d points outstanding%n",
                report.members(), report.entries(), report.outstanding().value());
        if (report.isSound()) {
            System.out.println("The ledger is sound: every balance is the sum of its entries and of its open lots.");
            return sealed ? ExitCode.DONE : ExitCode.UNSOUND;
        }
        report.faults().forEach(fault -> System.out.println("FAULT " + told(fault)));
        System.out.println("The ledger has faults.");
        return ExitCode.UNSOUND;
    }

    /** Whether everything is there that was there when the seal was taken. */
    private boolean bears(Path file) throws IOException {
        var missing = new AtomicLong();
        SealFile.Extent extent;
        try {
            extent = SealFile.hold(file, sealLedger, unborne -> {
                if (missing.incrementAndGet() <= MOST_TOLD) {
                    System.out.printf(
                            "FAULT %s: entry %d, sealed as %s, is %s%n",
                            unborne.mark().member(),
                            unborne.mark().sequence(),
                            unborne.mark().hash(),
                            unborne.found().orElse("not there"));
                }
            });
        } catch (SealFile.NotASeal e) {
            System.out.printf("FAULT The seal %s cannot be held against the ledger: %s%n", file, e.getMessage());
            return false;
        }
        if (missing.get() > 0) {
            System.out.printf(
                    "Of %,d accounts sealed at %s, %,d are not as they were.%n",
                    extent.marks(), extent.at(), missing.get());
            return false;
        }
        System.out.printf(
                "All %,d accounts have the %,d entries that were sealed at %s.%n",
                extent.marks(), extent.entries(), extent.at());
        return true;
    }

    private String told(VerifyLedger.Fault fault) {
        var words = new Object[] {fault.subject(), fault.found(), fault.expected()};
        var what = texts.getMessage("admin.ledger-check.fault." + fault.breach(), words, Locale.ENGLISH);
        return fault.member() == null ? what : fault.member() + ": " + what;
    }
}
