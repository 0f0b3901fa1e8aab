package io.perennial.web.admin;

import io.perennial.membership.AppointStaff;
import io.perennial.membership.SignInStaff;
import io.perennial.membership.StaffRole;
import io.perennial.points.AdjustByFile;
import io.perennial.points.AdjustByFile.Outcome;
import io.perennial.points.AdjustByFile.Received;
import io.perennial.points.AdjustByFile.Status;
import io.perennial.points.AdjustPoints;
import io.perennial.points.AdjustmentFileId;
import io.perennial.points.ReadAdjustments;
import io.perennial.web.imports.domain.AdjustmentReader;
import io.perennial.web.imports.domain.UnreadableFile;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.SignedInStaff;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

/** Adjustments of many members by one file: upload, look, book or hand to a second person. */
@Controller
@RequestMapping("/admin/adjustments/files")
class AdminAdjustmentFilesController {

    private static final int LATEST = 50;
    private static final long MOST_BYTES = 4L << 20;

    private final AdjustByFile adjustByFile;
    private final ReadAdjustments adjustments;
    private final AppointStaff staff;
    private final SignInStaff signInStaff;

    AdminAdjustmentFilesController(
            AdjustByFile adjustByFile, ReadAdjustments adjustments, AppointStaff staff, SignInStaff signInStaff) {
        this.adjustByFile = adjustByFile;
        this.adjustments = adjustments;
        this.staff = staff;
        this.signInStaff = signInStaff;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("files", adjustByFile.latest(LATEST));
        return "admin/adjustments/files";
    }

    @GetMapping("/new")
    String create(@ModelAttribute("form") ReasonForm form, Locale locale, Model model) {
        model.addAttribute("reasons", adjustments.reasons());
        model.addAttribute("most", AdjustByFile.MOST_LINES);
        return "admin/adjustments/upload";
    }

    @PostMapping("/new")
    String upload(
            @ModelAttribute("form") ReasonForm form,
            BindingResult errors,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @AuthenticationPrincipal SignedInStaff me,
            Locale locale,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response)
            throws IOException {
        if (file == null || file.isEmpty()) {
            errors.reject("admin.imports.file.missing");
        } else if (file.getSize() > MOST_BYTES) {
            errors.reject("admin.imports.file.too-large", new Object[] {MOST_BYTES >> 20}, null);
        } else {
            var bytes = file.getBytes();
            try {
                var read = AdjustmentReader.read(new ByteArrayInputStream(bytes), AdjustByFile.MOST_LINES);
                var name = Optional.ofNullable(file.getOriginalFilename()).orElse("");
                var upload = new AdjustByFile.Upload(
                        name.replaceAll("\\p{Cntrl}|.*[/\\\\]", ""),
                        sha256(bytes),
                        form.reason(),
                        read.lines(),
                        read.leftOut());
                switch (adjustByFile.receive(upload, me.id())) {
                    case Received.Kept(var id) -> {
                        return "redirect:/admin/adjustments/files/" + id;
                    }
                    case Received.SentBefore(var id) -> {
                        Notice.info("admin.adjustments.file.sent-before").after(redirect);
                        return "redirect:/admin/adjustments/files/" + id;
                    }
                    case Received.NothingInIt(var leftOut) -> {
                        errors.reject("admin.adjustments.file.nothing");
                        model.addAttribute("leftOut", leftOut);
                    }
                    case Received.TooManyLines _ ->
                        errors.reject("admin.adjustments.file.too-many", new Object[] {AdjustByFile.MOST_LINES}, null);
                    case Received.NoteMissing _ -> errors.rejectValue("reason", "admin.adjustments.evidence.missing");
                }
            } catch (UnreadableFile unreadable) {
                errors.reject("admin.adjustments.file.unreadable", new Object[] {unreadable.detail()}, null);
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return create(form, locale, model);
    }

    @GetMapping("/{id}")
    String show(@PathVariable UUID id, @AuthenticationPrincipal SignedInStaff me, Model model) {
        var file = adjustByFile.find(new AdjustmentFileId(id)).orElseThrow(AdminAdjustmentFilesController::missing);
        var mine = file.proposedBy().equals(me.id());
        var approves = roles(me).stream().anyMatch(AdjustPoints.APPROVERS::contains);
        var names = staff.accounts().stream()
                .collect(Collectors.toMap(AppointStaff.Account::id, AppointStaff.Account::displayName));
        model.addAttribute("file", file);
        model.addAttribute("proposedBy", names.get(file.proposedBy()));
        model.addAttribute("decidedBy", file.decidedBy().map(names::get).orElse(null));
        model.addAttribute(
                "mayStart",
                file.status() == Status.READY && mine
                        || file.status() == Status.BOOKING
                        || file.status() == Status.PROPOSED && !mine && approves);
        model.addAttribute(
                "mayDrop", (file.status() == Status.READY || file.status() == Status.PROPOSED) && (mine || approves));
        return "admin/adjustments/file";
    }

    @PostMapping("/{id}/start")
    String start(@PathVariable UUID id, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        return told(id, adjustByFile.start(new AdjustmentFileId(id), me.id()), redirect);
    }

    @PostMapping("/{id}/drop")
    String drop(@PathVariable UUID id, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        return told(id, adjustByFile.drop(new AdjustmentFileId(id), me.id()), redirect);
    }

    private static String told(UUID id, Outcome outcome, RedirectAttributes redirect) {
        var notice = switch (outcome) {
            case Outcome.Booked(var lines) -> Notice.success("admin.adjustments.file.booked", lines);
            case Outcome.WaitsForApproval(var limit) -> Notice.info("admin.adjustments.waits", limit);
            case Outcome.Dropped _ -> Notice.success("admin.adjustments.withdrawn");
            case Outcome.NotForYou _ -> Notice.error("admin.adjustments.not-for-you");
            case Outcome.NotNow _ -> Notice.info("admin.adjustments.file.not-now");
            case Outcome.UnknownFile _ -> throw missing();
        };
        notice.after(redirect);
        return "redirect:/admin/adjustments/files/" + id;
    }

    private Set<StaffRole> roles(SignedInStaff me) {
        return signInStaff.find(me.id()).map(SignInStaff.Staff::roles).orElse(Set.of());
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
