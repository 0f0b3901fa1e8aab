package io.perennial.web.admin;

import io.perennial.membership.MemberId;
import io.perennial.membership.ReadMember;
import io.perennial.membership.UseBenefit;
import io.perennial.membership.UseBenefit.Taken;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.SignedInStaff;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The counter: a member shows a code, staff see what it is for and take it. */
@Controller
@RequestMapping("/admin/benefit-uses")
class AdminBenefitUsesController {

    private final UseBenefit useBenefit;
    private final ReadMember members;

    AdminBenefitUsesController(UseBenefit useBenefit, ReadMember members) {
        this.useBenefit = useBenefit;
        this.members = members;
    }

    @GetMapping
    String find(
            @RequestParam(defaultValue = "") String code, @RequestParam(defaultValue = "") String place, Model model) {
        var typed = code.strip();
        model.addAttribute("code", typed);
        model.addAttribute("place", place.strip());
        if (!typed.isEmpty()) {
            var found = useBenefit.look(typed);
            model.addAttribute("found", found instanceof Taken.Good good ? good : null);
            model.addAttribute("refused", refusal(found).orElse(null));
            if (found instanceof Taken.Good good) {
                model.addAttribute("memberName", name(good.member()));
            }
        }
        return "admin/benefit-uses/show";
    }

    @PostMapping
    String take(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String place,
            @AuthenticationPrincipal SignedInStaff me,
            RedirectAttributes redirect) {
        var taken = useBenefit.take(code, place, Optional.of(me.id()));
        refusal(taken)
                .map(Notice::error)
                .orElseGet(() -> Notice.success("admin.benefit-uses.taken"))
                .after(redirect);
        if (!place.isBlank()) {
            redirect.addAttribute("place", place.strip());
        }
        return "redirect:/admin/benefit-uses";
    }

    private static Optional<String> refusal(Taken taken) {
        return switch (taken) {
            case Taken.Good _ -> Optional.empty();
            case Taken.UnknownCode _ -> Optional.of("admin.benefit-uses.unknown");
            case Taken.TooLate _ -> Optional.of("admin.benefit-uses.too-late");
            case Taken.TakenBefore _ -> Optional.of("admin.benefit-uses.taken-before");
            case Taken.MemberInactive _ -> Optional.of("admin.benefit-uses.inactive");
        };
    }

    private Optional<String> name(MemberId member) {
        return members.find(member).map(ReadMember.Profile::displayName);
    }
}
