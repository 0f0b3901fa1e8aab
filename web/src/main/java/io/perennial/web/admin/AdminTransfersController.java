package io.perennial.web.admin;

import io.perennial.membership.AppointStaff;
import io.perennial.membership.FollowMembers;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadMember;
import io.perennial.membership.RecogniseMembers;
import io.perennial.points.FreezeSending;
import io.perennial.points.KeepHousehold;
import io.perennial.points.ReadTransfers;
import io.perennial.points.ReturnTransfer;
import io.perennial.points.TransferId;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.SignedInStaff;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
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
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a member sent and received, and their household. */
@Controller
@RequestMapping("/admin/members/{id}/transfers")
class AdminTransfersController {

    private static final int LATEST = 100;

    private final ReadTransfers transfers;
    private final ReturnTransfer returnTransfer;
    private final FreezeSending freezeSending;
    private final KeepHousehold households;
    private final ReadMember members;
    private final RecogniseMembers recogniseMembers;
    private final FollowMembers follow;
    private final AppointStaff staff;
    private final Clock clock;

    AdminTransfersController(
            ReadTransfers transfers,
            ReturnTransfer returnTransfer,
            FreezeSending freezeSending,
            KeepHousehold households,
            ReadMember members,
            RecogniseMembers recogniseMembers,
            FollowMembers follow,
            AppointStaff staff,
            Clock clock) {
        this.transfers = transfers;
        this.returnTransfer = returnTransfer;
        this.freezeSending = freezeSending;
        this.households = households;
        this.members = members;
        this.recogniseMembers = recogniseMembers;
        this.follow = follow;
        this.staff = staff;
        this.clock = clock;
    }

    @GetMapping
    String list(@PathVariable MemberId id, @ModelAttribute("change") ReasonForm change, Model model) {
        var profile = members.find(id).orElseThrow(AdminTransfersController::missing);
        var household = households.of(id);
        model.addAttribute("profile", profile);
        model.addAttribute(
                "rows", TransferRow.rows(id, transfers.of(id, LATEST), members, recogniseMembers, clock.instant()));
        model.addAttribute("allowance", transfers.allowance(id));
        model.addAttribute("household", household.orElse(null));
        model.addAttribute(
                "names",
                members.names(household.map(KeepHousehold.Household::people).orElse(List.of()).stream()
                        .map(KeepHousehold.Person::member)
                        .toList()));
        var frozen = freezeSending.of(id);
        model.addAttribute("frozen", frozen.orElse(null));
        model.addAttribute(
                "frozenBy",
                frozen.flatMap(each -> staff.accounts().stream()
                                .filter(account -> account.id().equals(each.by()))
                                .findFirst())
                        .map(AppointStaff.Account::displayName)
                        .orElse(null));
        return "admin/members/transfers";
    }

    @PostMapping("/{transfer}/return")
    String takeBack(
            @PathVariable MemberId id,
            @PathVariable UUID transfer,
            @AuthenticationPrincipal SignedInStaff me,
            RedirectAttributes redirect) {
        var found = transfers
                .find(new TransferId(transfer))
                .filter(each ->
                        follow.survivors(List.of(each.from(), each.to())).containsValue(id)
                                || each.from().equals(id)
                                || each.to().equals(id))
                .orElseThrow(AdminTransfersController::missing);
        var notice = switch (returnTransfer.takeBack(found.from(), found.id(), me.id())) {
            case ReturnTransfer.Outcome.TakenBack(var points) ->
                Notice.success("admin.transfers.returned", points.value());
            case ReturnTransfer.Outcome.TooLate _ -> Notice.error("share.tooLate");
            case ReturnTransfer.Outcome.AlreadyUsed _ -> Notice.error("share.alreadyUsed");
            case ReturnTransfer.Outcome.UnknownTransfer _ -> throw missing();
        };
        return back(id, notice, redirect);
    }

    @PostMapping("/freeze")
    String freeze(
            @PathVariable MemberId id,
            @ModelAttribute("change") ReasonForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        return switch (freezeSending.freeze(id, form.reason(), me.id())) {
            case FreezeSending.Outcome.Done _ -> back(id, Notice.success("admin.transfers.frozen"), redirect);
            case FreezeSending.Outcome.UnknownMember _ -> throw missing();
            case FreezeSending.Outcome.ReasonMissing _ -> {
                errors.rejectValue("reason", "admin.reason.missing");
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield list(id, form, model);
            }
        };
    }

    @PostMapping("/unfreeze")
    String unfreeze(@PathVariable MemberId id, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        if (freezeSending.unfreeze(id, me.id()) instanceof FreezeSending.Outcome.UnknownMember) {
            throw missing();
        }
        return back(id, Notice.success("admin.transfers.unfrozen"), redirect);
    }

    private static String back(MemberId id, Notice notice, RedirectAttributes redirect) {
        notice.after(redirect);
        return "redirect:/admin/members/" + id + "/transfers";
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
