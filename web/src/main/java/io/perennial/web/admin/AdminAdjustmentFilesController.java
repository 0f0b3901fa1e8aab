package io.perennial.web.admin;

import io.perennial.membership.AppointStaff;
import io.perennial.membership.Programme;
import io.perennial.membership.SignInStaff;
import io.perennial.points.AdjustByFile;
import io.perennial.points.AdjustPoints;
import io.perennial.points.AdjustmentFileId;
import io.perennial.points.ReadAdjustments;
import io.perennial.web.imports.Import;
import io.perennial.web.imports.ImportStatus;
import io.perennial.web.imports.Preset;
import io.perennial.web.imports.ReadImports;
import io.perennial.web.imports.ReceiveFile;
import io.perennial.web.imports.SteerImport;
import io.perennial.web.security.LookUps;
import io.perennial.web.security.SignedInStaff;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Files of adjustments, and the second pair of eyes for those above the limit. */
@Controller
@RequestMapping("/admin/adjustments/files")
class AdminAdjustmentFilesController extends ImportPages {

    /** As many left-out lines as the page names; the file to download has all of them. */
    private static final int SHOWN = 200;

    private final SteerImport steerImport;
    private final ReadImports readImports;
    private final AdjustByFile adjustByFile;
    private final ReadAdjustments adjustments;
    private final AppointStaff staff;
    private final SignInStaff signInStaff;
    private final Programme programme;

    AdminAdjustmentFilesController(
            ReceiveFile receiveFile,
            SteerImport steerImport,
            ReadImports readImports,
            AdjustByFile adjustByFile,
            ReadAdjustments adjustments,
            AppointStaff staff,
            SignInStaff signInStaff,
            Programme programme,
            MessageSource texts,
            LookUps lookUps) {
        super(receiveFile, steerImport, readImports, texts, lookUps);
        this.steerImport = steerImport;
        this.readImports = readImports;
        this.adjustByFile = adjustByFile;
        this.adjustments = adjustments;
        this.staff = staff;
        this.signInStaff = signInStaff;
        this.programme = programme;
    }

    @Override
    Preset preset() {
        return Preset.ADJUSTMENTS;
    }

    @Override
    String address() {
        return "/admin/adjustments/files";
    }

    @GetMapping("/new")
    String create(@ModelAttribute("form") ReasonForm form, Model model) {
        model.addAttribute("reasons", adjustments.reasons());
        model.addAttribute("most", AdjustByFile.MOST_LINES);
        put(model);
        return "admin/imports/adjust";
    }

    @PostMapping
    String upload(
            @ModelAttribute("form") ReasonForm form,
            BindingResult errors,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @AuthenticationPrincipal SignedInStaff me,
            Model model,
            HttpServletResponse response)
            throws IOException {
        if (file == null) {
            isMissing(null, errors);
        } else if (!isMissing(file, errors)) {
            var upload = ReceiveFile.Upload.adjustments(nameOf(file), form.reason(), programme, me.id());
            var received = receive(upload, file, errors);
            if (received.isPresent()) {
                return received.get();
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return create(form, model);
    }

    @PostMapping("/{id}/approve")
    String approve(@PathVariable UUID id, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        return steered(id, steerImport.approve(found(id).id(), me.id()), redirect);
    }

    @Override
    void put(Import file, SignedInStaff me, Model model) {
        var mine = file.uploadedBy().equals(Optional.of(me.id()));
        var approves = signInStaff
                .find(me.id())
                .map(each -> each.roles().stream().anyMatch(AdjustPoints.APPROVERS::contains))
                .orElse(false);
        var names = staff.accounts().stream()
                .collect(Collectors.toMap(AppointStaff.Account::id, AppointStaff.Account::displayName));
        model.addAttribute("uploadedBy", file.uploadedBy().map(names::get).orElse(null));
        model.addAttribute(
                "decidedBy",
                adjustByFile
                        .find(new AdjustmentFileId(file.id().value()))
                        .flatMap(AdjustByFile.File::decidedBy)
                        .map(names::get)
                        .orElse(null));
        model.addAttribute("mine", mine);
        model.addAttribute("mayApprove", file.status() == ImportStatus.WAITING && !mine && approves);
        model.addAttribute("mayCancel", file.status() != ImportStatus.WAITING || mine || approves);
        model.addAttribute("leftOut", readImports.leftOut(file.id(), 0, SHOWN));
    }
}
