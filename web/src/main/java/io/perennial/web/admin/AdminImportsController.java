package io.perennial.web.admin;

import io.perennial.membership.Programme;
import io.perennial.web.imports.Import;
import io.perennial.web.imports.Preset;
import io.perennial.web.imports.ReadImports;
import io.perennial.web.imports.ReceiveFile;
import io.perennial.web.imports.SteerImport;
import io.perennial.web.security.LookUps;
import io.perennial.web.security.SignedInStaff;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Optional;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Files of activities. */
@Controller
@RequestMapping("/admin/imports")
class AdminImportsController extends ImportPages {

    private final Programme programme;

    AdminImportsController(
            ReceiveFile receiveFile,
            SteerImport steerImport,
            ReadImports readImports,
            Programme programme,
            MessageSource texts,
            LookUps lookUps) {
        super(receiveFile, steerImport, readImports, texts, lookUps);
        this.programme = programme;
    }

    @Override
    Preset preset() {
        return Preset.INVOICE_LINES;
    }

    @Override
    String address() {
        return "/admin/imports";
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
        if (file == null) {
            isMissing(null, errors);
        } else if (!isMissing(file, errors)) {
            var upload = ReceiveFile.Upload.invoices(
                    nameOf(file), form.source(), form.currency(), form.zone(), Optional.of(me.id()), false);
            var received = receive(upload, file, errors);
            if (received.isPresent()) {
                return received.get();
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(form, model);
    }

    @Override
    void put(Import file, SignedInStaff me, Model model) {
        var preview = file.preview();
        if (preview != null) {
            model.addAttribute("purchased", Money.of(file.currency(), preview.purchased()));
            model.addAttribute("refunded", Money.of(file.currency(), preview.refunded()));
        }
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
        put(model);
        return "admin/imports/create";
    }
}
