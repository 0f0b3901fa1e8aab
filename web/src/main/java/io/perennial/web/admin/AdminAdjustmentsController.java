package io.perennial.web.admin;

import io.perennial.membership.AppointStaff;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadMember;
import io.perennial.membership.SignInStaff;
import io.perennial.membership.StaffRole;
import io.perennial.points.AdjustPoints;
import io.perennial.points.AdjustPoints.Outcome;
import io.perennial.points.AdjustmentId;
import io.perennial.points.ReadAdjustments;
import io.perennial.points.ReadAdjustments.Status;
import io.perennial.points.ReadBalance;
import io.perennial.points.ReadPolicy;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.SignedInStaff;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What staff give and take, and what waits for a second person. */
@Controller
@RequestMapping("/admin/adjustments")
class AdminAdjustmentsController {

    private static final int PAGE = 50;

    private final AdjustPoints adjustPoints;
    private final ReadAdjustments adjustments;
    private final ReadPolicy readPolicy;
    private final ReadBalance balances;
    private final ReadMember members;
    private final AppointStaff staff;
    private final SignInStaff signInStaff;

    AdminAdjustmentsController(
            AdjustPoints adjustPoints,
            ReadAdjustments adjustments,
            ReadPolicy readPolicy,
            ReadBalance balances,
            ReadMember members,
            AppointStaff staff,
            SignInStaff signInStaff) {
        this.adjustPoints = adjustPoints;
        this.adjustments = adjustments;
        this.readPolicy = readPolicy;
        this.balances = balances;
        this.members = members;
        this.staff = staff;
        this.signInStaff = signInStaff;
    }

    @GetMapping
    String list(@RequestParam Optional<Status> status, @RequestParam Optional<UUID> before, Model model) {
        var page = adjustments.page(status, before.map(AdjustmentId::new), PAGE);
        model.addAttribute("rows", AdjustmentRow.rows(page.adjustments(), members, staff));
        model.addAttribute("status", status.orElse(null));
        model.addAttribute("statuses", Status.values());
        model.addAttribute(
                "paging",
                Paging.of(
                        "/admin/adjustments",
                        Map.of("status", status.map(Status::name).orElse("")),
                        before.isEmpty(),
                        page.hasMore()
                                ? Map.of(
                                        "before",
                                        page.adjustments().getLast().id().toString())
                                : Map.of()));
        return "admin/adjustments/list";
    }

    @GetMapping("/new")
    String create(
            @RequestParam MemberId member, @AuthenticationPrincipal SignedInStaff me, Locale locale, Model model) {
        return form(member, AdjustmentForm.blank(member), me, locale, model);
    }

    @PostMapping("/new")
    String propose(
            @RequestParam MemberId member,
            @ModelAttribute("form") AdjustmentForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            Locale locale,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var proposal = form.read(member, errors);
        if (proposal.isPresent()) {
            var address = "redirect:/admin/adjustments/" + proposal.get().id();
            switch (adjustPoints.propose(proposal.get(), me.id())) {
                case Outcome.Booked(var id, var balance) -> {
                    Notice.success("admin.adjustments.booked", balance.value()).after(redirect);
                    return address;
                }
                case Outcome.WaitsForApproval(var id, var limit) -> {
                    Notice.info("admin.adjustments.waits", limit).after(redirect);
                    return address;
                }
                case Outcome.AlreadyDecided _ -> {
                    Notice.info("admin.adjustments.arrived-before").after(redirect);
                    return address;
                }
                case Outcome.NothingToAdjust _ -> errors.rejectValue("points", "admin.adjustments.nothing");
                case Outcome.TooMuch _ ->
                    errors.rejectValue("points", "admin.adjustments.number", new Object[] {AdjustPoints.MOST}, null);
                case Outcome.UnknownReason _ -> errors.rejectValue("reason", "admin.form.choose");
                case Outcome.EvidenceMissing _ ->
                    errors.rejectValue("internalNote", "admin.adjustments.evidence.missing");
                case Outcome.TooLong _ -> errors.reject("admin.adjustments.too-long");
                case Outcome.NotAPicture _ ->
                    errors.rejectValue("pictures", "admin.rewards.form.picture.not-a-picture");
                case Outcome.PictureTooLarge _ ->
                    errors.rejectValue("pictures", "admin.rewards.form.picture.too-large");
                case Outcome.TooManyPictures _ ->
                    errors.rejectValue(
                            "pictures",
                            "admin.adjustments.pictures.too-many",
                            new Object[] {AdjustPoints.MOST_PICTURES},
                            null);
                case Outcome.MemberClosed _ -> errors.reject("admin.adjustments.member-closed");
                case Outcome.OwnAccount _ -> errors.reject("admin.adjustments.own-account");
                case Outcome.NotEnough(var balance) ->
                    errors.rejectValue("points", "admin.adjustments.not-enough", new Object[] {balance.value()}, null);
                case Outcome.NotEnoughGrowth(var growth) ->
                    errors.rejectValue("growth", "admin.adjustments.not-enough-growth", new Object[] {growth}, null);
                case Outcome.UnknownMember _, Outcome.UnknownAdjustment _ -> throw missing();
                case Outcome.Rejected _, Outcome.Withdrawn _, Outcome.NotForYou _ ->
                    throw new IllegalStateException("a proposal decides nothing");
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(member, form, me, locale, model);
    }

    @GetMapping("/{id}")
    String show(
            @PathVariable UUID id,
            @ModelAttribute("decision") ReasonForm decision,
            @AuthenticationPrincipal SignedInStaff me,
            Model model) {
        var adjustment = adjustments.find(new AdjustmentId(id)).orElseThrow(AdminAdjustmentsController::missing);
        var open = adjustment.status() == Status.PROPOSED;
        var mine = adjustment.proposedBy().equals(me.id());
        model.addAttribute(
                "row", AdjustmentRow.rows(List.of(adjustment), members, staff).getFirst());
        model.addAttribute("balance", balances.of(adjustment.member()));
        model.addAttribute("mayDecide", open && !mine && roles(me).stream().anyMatch(AdjustPoints.APPROVERS::contains));
        model.addAttribute("mayWithdraw", open && mine);
        return "admin/adjustments/show";
    }

    /** Only for who reads adjustments: it may show a receipt or a face. */
    @GetMapping("/{id}/pictures/{number}")
    ResponseEntity<byte[]> picture(@PathVariable UUID id, @PathVariable int number) {
        var picture =
                adjustments.picture(new AdjustmentId(id), number).orElseThrow(AdminAdjustmentsController::missing);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.parseMediaType(picture.contentType()))
                .body(picture.bytes());
    }

    @PostMapping("/{id}/approve")
    String approve(@PathVariable UUID id, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        return told(id, adjustPoints.approve(new AdjustmentId(id), me.id()), redirect);
    }

    @PostMapping("/{id}/reject")
    String reject(
            @PathVariable UUID id,
            @ModelAttribute("decision") ReasonForm decision,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var outcome = adjustPoints.reject(new AdjustmentId(id), decision.reason(), me.id());
        if (outcome instanceof Outcome.EvidenceMissing || outcome instanceof Outcome.TooLong) {
            errors.rejectValue("reason", "admin.reason.missing");
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(id, decision, me, model);
        }
        return told(id, outcome, redirect);
    }

    @PostMapping("/{id}/withdraw")
    String withdraw(@PathVariable UUID id, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        return told(id, adjustPoints.withdraw(new AdjustmentId(id), me.id()), redirect);
    }

    private static String told(UUID id, Outcome outcome, RedirectAttributes redirect) {
        var notice = switch (outcome) {
            case Outcome.Booked(var _, var balance) -> Notice.success("admin.adjustments.booked", balance.value());
            case Outcome.Rejected _ -> Notice.success("admin.adjustments.rejected");
            case Outcome.Withdrawn _ -> Notice.success("admin.adjustments.withdrawn");
            case Outcome.AlreadyDecided(var status) -> Notice.info("admin.adjustments.already." + status);
            case Outcome.NotForYou _ -> Notice.error("admin.adjustments.not-for-you");
            case Outcome.OwnAccount _ -> Notice.error("admin.adjustments.own-account");
            case Outcome.MemberClosed _ -> Notice.error("admin.adjustments.member-closed");
            case Outcome.NotEnough(var balance) -> Notice.error("admin.adjustments.not-enough", balance.value());
            case Outcome.NotEnoughGrowth(var growth) -> Notice.error("admin.adjustments.not-enough-growth", growth);
            case Outcome.UnknownAdjustment _, Outcome.UnknownMember _ -> throw missing();
            case Outcome.WaitsForApproval _,
                    Outcome.NothingToAdjust _,
                    Outcome.TooMuch _,
                    Outcome.UnknownReason _,
                    Outcome.EvidenceMissing _,
                    Outcome.NotAPicture _,
                    Outcome.PictureTooLarge _,
                    Outcome.TooManyPictures _,
                    Outcome.TooLong _ -> throw new IllegalStateException("a decision proposes nothing");
        };
        notice.after(redirect);
        return "redirect:/admin/adjustments/" + id;
    }

    private String form(MemberId member, AdjustmentForm form, SignedInStaff me, Locale locale, Model model) {
        var reasons = new LinkedHashMap<String, String>();
        adjustments
                .reasons()
                .forEach(reason -> reasons.put(reason.code(), reason.name().in(locale)));
        model.addAttribute("form", form);
        model.addAttribute("profile", members.find(member).orElseThrow(AdminAdjustmentsController::missing));
        model.addAttribute("balance", balances.of(member));
        model.addAttribute("reasons", reasons);
        model.addAttribute("mostPictures", AdjustPoints.MOST_PICTURES);
        model.addAttribute("alone", readPolicy.current().adjustments().aloneWith(roles(me)));
        return "admin/adjustments/create";
    }

    private Set<StaffRole> roles(SignedInStaff me) {
        return signInStaff.find(me.id()).map(SignInStaff.Staff::roles).orElse(Set.of());
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
