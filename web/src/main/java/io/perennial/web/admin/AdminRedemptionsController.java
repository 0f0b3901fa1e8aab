package io.perennial.web.admin;

import io.perennial.membership.ReadMember;
import io.perennial.rewards.ReadRedemptions;
import io.perennial.rewards.RedemptionId;
import io.perennial.rewards.RedemptionStatus;
import io.perennial.rewards.SettleRedemption;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.SignedInStaff;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What members redeemed: the queue, and the counter at which it is handed over. */
@Controller
@RequestMapping("/admin/redemptions")
class AdminRedemptionsController {

    private static final int PAGE = 50;
    private static final int LONGEST_CODE = 40;

    private final ReadRedemptions redemptions;
    private final SettleRedemption settling;
    private final ReadMember members;

    AdminRedemptionsController(ReadRedemptions redemptions, SettleRedemption settling, ReadMember members) {
        this.redemptions = redemptions;
        this.settling = settling;
        this.members = members;
    }

    @GetMapping
    String list(@RequestParam Optional<RedemptionStatus> status, @RequestParam Optional<UUID> before, Model model) {
        var page = redemptions.all(status, before.map(RedemptionId::new), PAGE);
        model.addAttribute("rows", RedemptionRow.rows(page.lines(), members));
        model.addAttribute(
                "paging",
                Paging.of(
                        "/admin/redemptions",
                        Map.of("status", status.map(RedemptionStatus::name).orElse("")),
                        before.isEmpty(),
                        page.hasMore()
                                ? Map.of("before", page.lines().getLast().id().toString())
                                : Map.of()));
        model.addAttribute("live", before.isEmpty());
        model.addAttribute("status", status.orElse(null));
        model.addAttribute("statuses", RedemptionStatus.values());
        model.addAttribute("waiting", redemptions.waiting());
        return "admin/redemptions/list";
    }

    /** Counter use: the code that a member shows leads straight to what they redeemed. */
    @GetMapping(params = "code")
    String find(@RequestParam String code, Model model) {
        var typed = code.strip();
        var found = typed.isEmpty() || typed.length() > LONGEST_CODE
                ? Optional.<ReadRedemptions.Line>empty()
                : redemptions.byCode(typed);
        if (found.isPresent()) {
            return "redirect:/admin/redemptions/" + found.get().id();
        }
        model.addAttribute("code", typed);
        model.addAttribute("notFound", !typed.isEmpty());
        return list(Optional.of(RedemptionStatus.ORDERED), Optional.empty(), model);
    }

    @GetMapping("/{id}")
    String show(@PathVariable RedemptionId id, @ModelAttribute("cancel") ReasonForm cancel, Model model) {
        var line = redemptions.find(id).orElseThrow(AdminRedemptionsController::missing);
        model.addAttribute("row", RedemptionRow.rows(List.of(line), members).getFirst());
        return "admin/redemptions/show";
    }

    @PostMapping("/{id}/hand-over")
    String handOver(
            @PathVariable RedemptionId id, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        tell(settling.handOver(id, me.id()), redirect);
        return "redirect:/admin/redemptions/" + id;
    }

    @PostMapping("/{id}/cancel")
    String cancel(
            @PathVariable RedemptionId id,
            @ModelAttribute("cancel") ReasonForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var outcome = settling.cancel(id, form.reason(), me.id());
        if (outcome instanceof SettleRedemption.Outcome.ReasonMissing) {
            errors.rejectValue("reason", "admin.reason.missing");
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(id, form, model);
        }
        tell(outcome, redirect);
        return "redirect:/admin/redemptions/" + id;
    }

    private static void tell(SettleRedemption.Outcome outcome, RedirectAttributes redirect) {
        switch (outcome) {
            case SettleRedemption.Outcome.HandedOver _ ->
                Notice.success("admin.redemptions.handed-over").after(redirect);
            case SettleRedemption.Outcome.Cancelled(var givenBack) ->
                Notice.success("admin.redemptions.cancelled", givenBack.value()).after(redirect);
            case SettleRedemption.Outcome.Already(var status) ->
                Notice.error("admin.redemptions.already." + status).after(redirect);
            case SettleRedemption.Outcome.ReasonMissing _ ->
                Notice.error("admin.reason.missing").after(redirect);
            case SettleRedemption.Outcome.UnknownRedemption _ -> throw missing();
        }
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
