package io.perennial.web.admin;

import io.perennial.membership.LookUpKind;
import io.perennial.web.imports.Import;
import io.perennial.web.imports.ImportId;
import io.perennial.web.imports.Limits;
import io.perennial.web.imports.Preset;
import io.perennial.web.imports.ReadImports;
import io.perennial.web.imports.ReceiveFile;
import io.perennial.web.imports.SteerImport;
import io.perennial.web.pages.Cells;
import io.perennial.web.pages.Masked;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.LookUps;
import io.perennial.web.security.SignedInStaff;
import io.perennial.web.security.StaffRights;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The import page of one preset: upload, preview, start, progress, result. Each preset has an address of its own, and so its
 * place in the table of rights; it sees its own files alone.
 */
abstract class ImportPages {

    private static final int PAGE = 50;
    private static final int LINES_AT_ONCE = 1_000;

    private final ReceiveFile receiveFile;
    private final SteerImport steerImport;
    private final ReadImports readImports;
    private final MessageSource texts;
    private final LookUps lookUps;

    ImportPages(
            ReceiveFile receiveFile,
            SteerImport steerImport,
            ReadImports readImports,
            MessageSource texts,
            LookUps lookUps) {
        this.lookUps = lookUps;
        this.receiveFile = receiveFile;
        this.steerImport = steerImport;
        this.readImports = readImports;
        this.texts = texts;
    }

    abstract Preset preset();

    /** Where the list is. */
    abstract String address();

    /** What else the page of a file shows. */
    abstract void put(Import file, SignedInStaff me, Model model);

    @GetMapping
    String list(@RequestParam Optional<UUID> before, Model model) {
        var page = readImports.page(preset(), before.map(ImportId::new), PAGE);
        model.addAttribute("imports", page.imports());
        model.addAttribute("first", before.isPresent() ? address() : null);
        model.addAttribute(
                "next",
                page.hasMore()
                        ? address() + "?before=" + page.imports().getLast().id()
                        : null);
        put(model);
        return "admin/imports/list";
    }

    /** @return where the file's page is; nothing when it was refused, which the errors say then */
    Optional<String> receive(ReceiveFile.Upload upload, MultipartFile file, BindingResult errors) throws IOException {
        try (var bytes = file.getInputStream()) {
            switch (receiveFile.receive(upload, bytes)) {
                case ReceiveFile.Outcome.Received(var id) -> {
                    return Optional.of("redirect:" + address() + "/" + id);
                }
                case ReceiveFile.Outcome.TooLarge _ ->
                    errors.reject("admin.imports.file.too-large", new Object[] {Limits.FILE_BYTES >> 20}, null);
                case ReceiveFile.Outcome.Empty _ -> errors.reject("admin.imports.file.missing");
                case ReceiveFile.Outcome.BadSource _ -> errors.rejectValue("source", "admin.imports.source.bad");
                case ReceiveFile.Outcome.CurrencyNotConfigured _ ->
                    errors.rejectValue("currency", "admin.imports.currency.bad");
                case ReceiveFile.Outcome.UnknownZone _ -> errors.rejectValue("zone", "admin.imports.zone.bad");
                case ReceiveFile.Outcome.NoteMissing _ ->
                    errors.rejectValue("reason", "admin.adjustments.evidence.missing");
            }
        }
        return Optional.empty();
    }

    static String nameOf(MultipartFile file) {
        return Optional.ofNullable(file.getOriginalFilename()).orElse("");
    }

    /** @return whether there is none, which the errors say then */
    static boolean isMissing(@Nullable MultipartFile file, BindingResult errors) {
        if (file == null || file.isEmpty()) {
            errors.reject("admin.imports.file.missing");
            return true;
        }
        return false;
    }

    @GetMapping("/{id}")
    String show(@PathVariable UUID id, @AuthenticationPrincipal SignedInStaff me, Model model) {
        show(found(id), me, model);
        return "admin/imports/show";
    }

    /** What changes while the page is open; once nothing moves any more, the whole page is loaded anew. */
    @GetMapping("/{id}/progress")
    String progress(
            @PathVariable UUID id,
            @AuthenticationPrincipal SignedInStaff me,
            Model model,
            HttpServletResponse response) {
        var file = found(id);
        if (!file.status().isMoving()) {
            response.setHeader("HX-Refresh", "true");
        }
        show(file, me, model);
        return "admin/imports/show :: progress";
    }

    @PostMapping("/{id}/start")
    String start(@PathVariable UUID id, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        return steered(id, steerImport.start(found(id).id(), Optional.of(me.id()), false), redirect);
    }

    @PostMapping("/{id}/cancel")
    String cancel(@PathVariable UUID id, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        return steered(id, steerImport.cancel(found(id).id(), Optional.of(me.id())), redirect);
    }

    @PostMapping("/{id}/resume")
    String resume(@PathVariable UUID id, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        return steered(id, steerImport.resume(found(id).id(), Optional.of(me.id()), false), redirect);
    }

    /** As they were written, for whoever may reveal them: they are to be put right. Streamed: half a million lines never are in memory together. */
    @GetMapping("/{id}/left-out.csv")
    void leftOut(
            @PathVariable UUID id,
            @RequestAttribute("staff") StaffRights rights,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var file = found(id);
        var whole = rights.mayReveal(area());
        if (whole) {
            lookUps.taken(rights, LookUpKind.FILE_LINES, 0, request);
        }
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"left-out-" + file.id() + ".csv\"");
        try (var out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8)) {
            out.write('\uFEFF'); // spreadsheets would take Chinese for something else
            row(
                    out,
                    "line",
                    "reason",
                    text("admin.imports.left-out.reason", locale),
                    text("admin.imports.left-out.text", locale));
            var after = 0L;
            List<ReadImports.LeftOutLine> lines;
            do {
                lines = readImports.leftOut(file.id(), after, LINES_AT_ONCE);
                for (var line : lines) {
                    row(
                            out,
                            Long.toString(line.line()),
                            line.reason().code(),
                            text("admin.imports.reason." + line.reason().code(), locale),
                            whole ? line.text() : Masked.text(line.text()));
                    after = line.line();
                }
            } while (lines.size() == LINES_AT_ONCE);
        }
    }

    private static void row(OutputStreamWriter out, String... cells) throws IOException {
        for (var i = 0; i < cells.length; i++) {
            out.write(i == 0 ? "\"" : ",\"");
            out.write(Cells.plain(cells[i]).replace("\"", "\"\""));
            out.write('"');
        }
        out.write("\r\n");
    }

    String steered(UUID id, SteerImport.Outcome outcome, RedirectAttributes redirect) {
        switch (outcome) {
            case SteerImport.Outcome.Done _ -> {}
            case SteerImport.Outcome.WaitsForApproval(var limit) ->
                Notice.info("admin.adjustments.waits", limit).after(redirect);
            case SteerImport.Outcome.NotForYou _ ->
                Notice.error("admin.adjustments.not-for-you").after(redirect);
            case SteerImport.Outcome.NotNow _ ->
                Notice.info("admin.imports.not-now").after(redirect);
            case SteerImport.Outcome.UnknownImport _ -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return "redirect:" + address() + "/" + id;
    }

    Import found(UUID id) {
        return readImports
                .find(new ImportId(id))
                .filter(file -> file.preset() == preset())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private void show(Import file, SignedInStaff me, Model model) {
        model.addAttribute("file", file);
        model.addAttribute("twin", readImports.sameAs(file).orElse(null));
        put(model);
        put(file, me, model);
    }

    void put(Model model) {
        model.addAttribute("preset", preset().code());
        model.addAttribute("area", area());
        model.addAttribute("address", address());
        model.addAttribute("mebibytes", Limits.FILE_BYTES >> 20);
        model.addAttribute("bytes", Limits.FILE_BYTES);
    }

    private String area() {
        return preset() == Preset.ADJUSTMENTS ? "adjustments" : "imports";
    }

    private String text(String key, Locale locale) {
        return texts.getMessage(key, null, locale);
    }
}
