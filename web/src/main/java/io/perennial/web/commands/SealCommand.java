package io.perennial.web.commands;

import io.perennial.points.SealLedger;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Writes down how far the ledger goes, before a backup is begun; {@code verify --seal} holds the restored one against it. */
@Component
class SealCommand implements Command {

    private final SealLedger sealLedger;
    private final Clock clock;

    SealCommand(SealLedger sealLedger, Clock clock) {
        this.sealLedger = sealLedger;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "seal";
    }

    @Override
    public String usage() {
        return "FILE";
    }

    @Override
    public int run(Arguments arguments) throws Exception {
        if (!arguments.fit(1)) {
            return ExitCode.USAGE;
        }
        var file = CommandLine.file(arguments.words().getFirst());
        var extent = SealFile.write(file, clock.instant(), sealLedger);
        System.out.printf("%,d accounts with %,d entries are sealed in %s%n", extent.marks(), extent.entries(), file);
        return ExitCode.DONE;
    }
}
