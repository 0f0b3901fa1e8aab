package io.perennial.trials;

import io.perennial.web.imports.AdvanceImport;
import io.perennial.web.imports.ImportId;
import io.perennial.web.imports.ReadImports;
import io.perennial.web.imports.ReceiveFile;
import io.perennial.web.imports.ReceiveFile.Upload;
import io.perennial.web.imports.SteerImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.context.ConfigurableApplicationContext;

/** Files in the application under trial, as the command line books them. */
final class Imports {

    private Imports() {}

    /** Takes a file in, checks it and says that it may be booked. */
    static String receive(ConfigurableApplicationContext context, String source, String file) throws IOException {
        var upload = Upload.invoices("trial.csv", source, "CNY", "UTC", Optional.empty(), true);
        try (var bytes = Files.newInputStream(Path.of(file))) {
            return switch (context.getBean(ReceiveFile.class).receive(upload, bytes)) {
                case ReceiveFile.Outcome.Received received -> {
                    context.getBean(AdvanceImport.class).advance(received.id(), () -> false);
                    context.getBean(SteerImport.class).start(received.id(), Optional.empty(), true);
                    yield received.id().toString();
                }
                case ReceiveFile.Outcome other -> "not received: " + other;
            };
        }
    }

    /** Books it, or what is left of it. */
    static String advance(ConfigurableApplicationContext context, String id) {
        var file = ImportId.of(id);
        context.getBean(AdvanceImport.class).advance(file, () -> false);
        var found = context.getBean(ReadImports.class).find(file).orElseThrow();
        var tally = found.tally();
        return found.status() + " " + tally.purchases() + " " + tally.repeated() + " " + tally.pointsEarned();
    }
}
