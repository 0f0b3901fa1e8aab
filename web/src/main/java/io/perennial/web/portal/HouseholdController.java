package io.perennial.web.portal;

import com.fasterxml.uuid.Generators;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadMember;
import io.perennial.points.KeepHousehold;
import io.perennial.points.KeepHousehold.Outcome;
import io.perennial.points.ReadBalance;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.Attempts;
import io.perennial.web.security.SignedInMember;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The points that a household shares. */
@Controller
@RequestMapping("/household")
class HouseholdController {

    private static final String PAGE = "redirect:/household";

    private final KeepHousehold households;
    private final ReadBalance balances;
    private final ReadMember members;
    private final Attempts attempts;

    HouseholdController(KeepHousehold households, ReadBalance balances, ReadMember members, Attempts attempts) {
        this.households = households;
        this.balances = balances;
        this.members = members;
        this.attempts = attempts;
    }

    @GetMapping
    String show(@AuthenticationPrincipal SignedInMember signedIn, Model model) {
        var member = signedIn.id();
        var household = households.of(member);
        model.addAttribute("me", member);
        model.addAttribute("balance", balances.of(member).points());
        model.addAttribute("household", household.orElse(null));
        household.ifPresent(home -> {
            model.addAttribute("self", home.person(member).orElseThrow());
            model.addAttribute(
                    "names",
                    members.names(home.people().stream()
                            .map(KeepHousehold.Person::member)
                            .toList()));
        });
        model.addAttribute("key", Generators.timeBasedEpochGenerator().generate());
        return "portal/household/show";
    }

    @PostMapping("/found")
    String found(
            @AuthenticationPrincipal SignedInMember member,
            @RequestParam(defaultValue = "") String name,
            RedirectAttributes redirect) {
        return back(households.found(member.id(), name), "household.founded", redirect);
    }

    @PostMapping("/join")
    String join(
            @AuthenticationPrincipal SignedInMember member,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        if (!attempts.allow(Attempts.Kind.SHARED_CODE, request)) {
            return back(Notice.error("share.slowDown"), redirect);
        }
        return back(households.join(member.id(), code), "household.joined", redirect);
    }

    @PostMapping("/put-in")
    String putIn(
            @AuthenticationPrincipal SignedInMember member,
            @RequestParam(defaultValue = "") String points,
            @RequestParam UUID key,
            RedirectAttributes redirect) {
        return back(
                ShareController.number(points)
                        .map(amount -> ShareController.sent(households.putIn(member.id(), amount, "household:" + key)))
                        .orElseGet(() -> Notice.error("share.noNumber")),
                redirect);
    }

    @PostMapping("/take-out")
    String takeOut(
            @AuthenticationPrincipal SignedInMember member,
            @RequestParam(defaultValue = "") String points,
            @RequestParam UUID key,
            RedirectAttributes redirect) {
        return back(
                ShareController.number(points)
                        .map(amount ->
                                ShareController.sent(households.takeOut(member.id(), amount, "household:" + key)))
                        .orElseGet(() -> Notice.error("share.noNumber")),
                redirect);
    }

    @PostMapping("/people/{person}/allow")
    String allow(
            @AuthenticationPrincipal SignedInMember member,
            @PathVariable MemberId person,
            @RequestParam boolean mayDraw,
            RedirectAttributes redirect) {
        return back(households.allow(member.id(), person, mayDraw), "household.changed", redirect);
    }

    @PostMapping("/people/{person}/remove")
    String remove(
            @AuthenticationPrincipal SignedInMember member,
            @PathVariable MemberId person,
            RedirectAttributes redirect) {
        return back(households.remove(member.id(), person), "household.removed", redirect);
    }

    @PostMapping("/code")
    String renew(@AuthenticationPrincipal SignedInMember member, RedirectAttributes redirect) {
        return back(households.renewCode(member.id()), "share.renewed", redirect);
    }

    @PostMapping("/leave")
    String leave(@AuthenticationPrincipal SignedInMember member, RedirectAttributes redirect) {
        return back(households.leave(member.id()), "household.left", redirect);
    }

    private static String back(Outcome outcome, String done, RedirectAttributes redirect) {
        return back(
                switch (outcome) {
                    case Outcome.Done _ -> Notice.success(done);
                    case Outcome.InOneAlready _ -> Notice.error("household.inOneAlready");
                    case Outcome.UnknownCode _ -> Notice.error("share.unknownCode");
                    case Outcome.Full _ -> Notice.error("household.full", KeepHousehold.MOST_PEOPLE);
                    case Outcome.MayNot _ -> Notice.error("household.mayNot");
                    case Outcome.BadName _ -> Notice.error("household.badName");
                },
                redirect);
    }

    private static String back(Notice notice, RedirectAttributes redirect) {
        notice.after(redirect);
        return PAGE;
    }
}
