package io.perennial.web.admin;

import io.perennial.membership.Programme;
import io.perennial.web.imports.Import;
import io.perennial.web.imports.ImportId;
import io.perennial.web.imports.Limits;
import io.perennial.web.imports.ReadImports;
import io.perennial.web.imports.ReceiveFile;
import io.perennial.web.imports.SteerImport;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.SignedInStaff;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Files of activities: upload, preview, start, progress, result. */
@Controller
@RequestMapping("/admin/imports")
class AdminImportsController {

    private static final int PAGE = 50;
    private static final int LINES_AT_ONCE = 1_000;

    private final ReceiveFile receiveFile;
    private final SteerImport steerImport;
    private final ReadImports readImports;
    private final Programme programme;
    private final MessageSource texts;

    AdminImportsController(
            ReceiveFile receiveFile,
            SteerImport steerImport,
            ReadImports readImports,
            Programme programme,
            MessageSource texts) {
        this.receiveFile = receiveFile;
        this.steerImport = steerImport;
        this.readImports = readImports;
        this.programme = programme;
        this.texts = texts;
    }

    @GetMapping
    String list(@RequestParam Optional<UUID> before, Model model) {
        var page = readImports.page(before.map(ImportId::new), PAGE);
        model.addAttribute("imports", page.imports());
        model.addAttribute("first", before.isPresent() ? "/admin/imports" : null);
        model.addAttribute(
                "next",
                page.hasMore()
                        ? "/admin/imports?before=" + page.imports().getLast().id()
                        : null);
        return "admin/imports/list";
    }

    @GetMapping("/new")
    String create(Model model) {
        return form(UploadForm.blank(programme), model);
    }

    @PostMapping
    String upload(
            @ModelAttribute("form") UploadForm form,
            BindingResult errors,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @AuthenticationPrincipal SignedInStaff me,
            Model model,
            HttpServletResponse response)
            throws IOException {
        if (file == null || file.isEmpty()) {
            errors.reject("admin.imports.file.missing");
            return refused(form, model, response);
        }
        var name = Optional.ofNullable(file.getOriginalFilename()).orElse("");
        var upload =
                new ReceiveFile.Upload(name, form.source(), form.currency(), form.zone(), Optional.of(me.id()), false);
        try (var bytes = file.getInputStream()) {
            switch (receiveFile.receive(upload, bytes)) {
                case ReceiveFile.Outcome.Received(var id) -> {
                    return "redirect:/admin/imports/" + id;
                }
                case ReceiveFile.Outcome.TooLarge _ ->
                    errors.reject("admin.imports.file.too-large", new Object[] {Limits.FILE_BYTES >> 20}, null);
                case ReceiveFile.Outcome.Empty _ -> errors.reject("admin.imports.file.missing");
                case ReceiveFile.Outcome.BadSource _ -> errors.rejectValue("source", "admin.imports.source.bad");
                case ReceiveFile.Outcome.CurrencyNotConfigured _ ->
                    errors.rejectValue("currency", "admin.imports.currency.bad");
                case ReceiveFile.Outcome.UnknownZone _ -> errors.rejectValue("zone", "admin.imports.zone.bad");
            }
        }
        return refused(form, model, response);
    }

    @GetMapping("/{id}")
    String show(@PathVariable UUID id, Model model) {
        put(found(id), model);
        return "admin/imports/show";
    }

    /** What changes while the page is open; once nothing moves any more, the whole page is loaded anew. */
    @GetMapping("/{id}/progress")
    String progress(@PathVariable UUID id, Model model, HttpServletResponse response) {
        var file = found(id);
        if (!file.status().isMoving()) {
            response.setHeader("HX-Refresh", "true");
        }
        put(file, model);
        return "admin/imports/show :: progress";
    }

    @PostMapping("/{id}/start")
    String start(@PathVariable UUID id, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        return steered(id, steerImport.start(new ImportId(id), Optional.of(me.id()), false), redirect);
    }

    @PostMapping("/{id}/cancel")
    String cancel(@PathVariable UUID id, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        return steered(id, steerImport.cancel(new ImportId(id), Optional.of(me.id())), redirect);
    }

    @PostMapping("/{id}/resume")
    String resume(@PathVariable UUID id, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        return steered(id, steerImport.resume(new ImportId(id), Optional.of(me.id()), false), redirect);
    }

    /** Streamed: half a million lines never are in memory together. */
    @GetMapping("/{id}/left-out.csv")
    void leftOut(@PathVariable UUID id, Locale locale, HttpServletResponse response) throws IOException {
        var file = found(id);
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
                            line.text());
                    after = line.line();
                }
            } while (lines.size() == LINES_AT_ONCE);
        }
    }

    private static void row(OutputStreamWriter out, String... cells) throws IOException {
        for (var i = 0; i < cells.length; i++) {
            out.write(i == 0 ? "\"" : ",\"");
            out.write(harmless(cells[i]).replace("\"", "\"\""));
            out.write('"');
        }
        out.write("\r\n");
    }

    /** A spreadsheet would run what begins like a formula. */
    private static String harmless(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    private String steered(UUID id, SteerImport.Outcome outcome, RedirectAttributes redirect) {
        switch (outcome) {
            case SteerImport.Outcome.Done _ -> {}
            case SteerImport.Outcome.NotNow _ ->
                Notice.info("admin.imports.not-now").after(redirect);
            case SteerImport.Outcome.UnknownImport _ -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return "redirect:/admin/imports/" + id;
    }

    private Import found(UUID id) {
        return readImports.find(new ImportId(id)).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private void put(Import file, Model model) {
        model.addAttribute("file", file);
        var preview = file.preview();
        if (preview != null) {
            model.addAttribute("purchased", Money.of(file.currency(), preview.purchased()));
            model.addAttribute("refunded", Money.of(file.currency(), preview.refunded()));
        }
        model.addAttribute("twin", readImports.sameAs(file).orElse(null));
    }

    private String refused(UploadForm form, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(form, model);
    }

    private String form(UploadForm form, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("currencies", programme.currencies());
        model.addAttribute(
                "zones",
                ZoneId.getAvailableZoneIds().stream()
                        .filter(zone ->
                                zone.matches("(Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*"))
                        .sorted()
                        .toList());
        model.addAttribute("mebibytes", Limits.FILE_BYTES >> 20);
        model.addAttribute("bytes", Limits.FILE_BYTES);
        return "admin/imports/create";
    }

    private String text(String key, Locale locale) {
        return texts.getMessage(key, null, locale);
    }
}
