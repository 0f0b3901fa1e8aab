package io.perennial.web.commands;

import io.perennial.membership.Programme;
import io.perennial.web.imports.AdvanceImport;
import io.perennial.web.imports.Import;
import io.perennial.web.imports.ImportId;
import io.perennial.web.imports.ImportStatus;
import io.perennial.web.imports.Preview;
import io.perennial.web.imports.ReadImports;
import io.perennial.web.imports.ReceiveFile;
import io.perennial.web.imports.SteerImport;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/**
 * The import of the admin pages, for files on this machine. A run that was killed is taken up by calling it again with the
 * same file.
 */
@Component
class ImportCommand implements Command {

    private static final long NANOS_BETWEEN_LINES = 2_000_000_000L;

    private final ReceiveFile receiveFile;
    private final AdvanceImport advanceImport;
    private final SteerImport steerImport;
    private final ReadImports readImports;
    private final Programme programme;
    private final MessageSource texts = texts();

    ImportCommand(
            ReceiveFile receiveFile,
            AdvanceImport advanceImport,
            SteerImport steerImport,
            ReadImports readImports,
            Programme programme) {
        this.receiveFile = receiveFile;
        this.advanceImport = advanceImport;
        this.steerImport = steerImport;
        this.readImports = readImports;
        this.programme = programme;
    }

    private static MessageSource texts() {
        var texts = new ResourceBundleMessageSource();
        texts.setBasename("texts/imports/messages");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        return texts;
    }

    @Override
    public String name() {
        return "import";
    }

    @Override
    public String usage() {
        return "FILE [--source=invoices] [--currency=%s] [--zone=%s] [--check]   (--check only shows the preview)"
                .formatted(programme.usualCurrency(), programme.zone());
    }

    @Override
    public int run(Arguments arguments) throws IOException {
        if (!arguments.fit(1, "source", "currency", "zone", "check")) {
            return ExitCode.USAGE;
        }
        var path = CommandLine.file(arguments.words().getFirst());
        if (!Files.isRegularFile(path)) {
            return refused("There is no file " + path);
        }
        var upload = ReceiveFile.Upload.invoices(
                path.getFileName().toString(),
                arguments.option("source", "invoices"),
                arguments.option("currency", programme.usualCurrency()),
                arguments.option("zone", programme.zone().getId()),
                Optional.empty(),
                true);
        try (var bytes = Files.newInputStream(path)) {
            return switch (receiveFile.receive(upload, bytes)) {
                case ReceiveFile.Outcome.Received(var id) ->
                    received(id, arguments.options().containsKey("check"));
                case ReceiveFile.Outcome.TooLarge _ ->
                    refused("The file is larger than 256 MiB; pack it with gzip or split it");
                case ReceiveFile.Outcome.Empty _ -> refused("The file is empty");
                case ReceiveFile.Outcome.BadSource _ -> refused("A source has 1 to 40 of a-z 0-9 . _ -");
                case ReceiveFile.Outcome.CurrencyNotConfigured _ ->
                    refused("The programme takes " + String.join(", ", programme.currencies()) + " only");
                case ReceiveFile.Outcome.UnknownZone _ -> refused("There is no such time zone");
                case ReceiveFile.Outcome.NoteMissing _ -> throw new IllegalStateException("invoices need no note");
            };
        }
    }

    private int received(ImportId received, boolean onlyCheck) {
        var file = find(received);
        var unfinished =
                readImports.sameAs(file).filter(twin -> twin.status() == ImportStatus.RUNNING || twin.canBeResumed());
        if (unfinished.isPresent() && !onlyCheck) {
            steerImport.cancel(received, Optional.empty());
            return goOn(unfinished.get());
        }
        advanceImport.advance(received, () -> false);
        file = find(received);
        if (file.status() == ImportStatus.FAILED) {
            return failed(file);
        }
        var preview = file.preview();
        if (preview != null) {
            print(preview);
        }
        if (onlyCheck) {
            steerImport.cancel(received, Optional.empty());
            return ExitCode.DONE;
        }
        steerImport.start(received, Optional.empty(), true);
        return book(received);
    }

    private int goOn(Import unfinished) {
        System.out.printf(
                "This file is half imported (%,d invoices); going on there.%n",
                unfinished.tally().invoices());
        if (unfinished.canBeResumed()) {
            steerImport.resume(unfinished.id(), Optional.empty(), true);
        }
        return book(unfinished.id());
    }

    private int book(ImportId id) {
        var told = new AtomicLong(System.nanoTime());
        advanceImport.advance(id, () -> {
            if (System.nanoTime() - told.get() > NANOS_BETWEEN_LINES) {
                told.set(System.nanoTime());
                var file = find(id);
                System.out.printf(
                        "%3d %%  %,d invoices%n", file.percent(), file.tally().invoices());
            }
            return false;
        });
        var file = find(id);
        return switch (file.status()) {
            case DONE -> {
                print(file);
                yield ExitCode.DONE;
            }
            case FAILED -> failed(file);
            case RUNNING -> refused("Another process is importing this file right now");
            case UPLOADING, CHECKING, READY, WAITING, CANCELLED -> refused("The import was cancelled meanwhile");
        };
    }

    private static void print(Preview preview) {
        System.out.printf(
                "%,d lines, %,d invoices: %,d purchases, %,d refunds, %,d without a customer, %,d left out otherwise%n",
                preview.lines(),
                preview.invoices(),
                preview.purchases(),
                preview.refunds(),
                preview.withoutCustomer(),
                preview.otherLeftOut());
        System.out.printf(
                "%,d new members, %,d known ones, %,d invoices counted already%n",
                preview.newMembers(), preview.knownMembers(), preview.knownInvoices());
        preview.leftOut()
                .forEach(each -> System.out.printf(
                        "left out: %,9d lines  %s%n",
                        each.lines(), each.reason().code()));
    }

    private void print(Import file) {
        var tally = file.tally();
        if (tally.changedNothing()) {
            System.out.println(
                    tally.repeated() > 0
                            ? text("admin.imports.changed-nothing", tally.repeated())
                            : text("admin.imports.booked-nothing.invoice-lines"));
            return;
        }
        System.out.printf(
                "Done: %,d purchases and %,d refunds booked, %,d counted before, %,d new members%n",
                tally.purchases(), tally.refunds(), tally.repeated(), tally.newMembers());
        System.out.printf(
                "%,d points earned, %,d taken back; %,d lines left out%n",
                tally.pointsEarned(), tally.pointsTaken(), tally.linesLeftOut());
        System.out.println("Left-out lines: /admin/imports/" + file.id());
    }

    private int failed(Import file) {
        var failure = file.failure();
        return refused(failure == null ? "Failed" : text("admin.imports.failure." + failure.code(), failure.detail()));
    }

    private String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, Locale.ENGLISH);
    }

    private Import find(ImportId id) {
        return readImports.find(id).orElseThrow();
    }

    private static int refused(String why) {
        System.err.println(why);
        return ExitCode.REFUSED;
    }
}
