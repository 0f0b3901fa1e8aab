package io.perennial.web.portal;

import io.perennial.membership.Benefit;
import io.perennial.membership.BenefitId;
import io.perennial.membership.ReadBenefits;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.UseBenefit;
import io.perennial.membership.UseBenefit.Asked;
import io.perennial.web.pages.Notice;
import io.perennial.web.pages.QrPicture;
import io.perennial.web.security.SignedInMember;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a member has of benefits, how to use it, and the code to show or to type at a partner's. */
@Controller
@RequestMapping("/benefits")
class BenefitsController {

    private static final int LATEST = 30;

    private final ReadBenefits benefits;
    private final UseBenefit useBenefit;
    private final ReadStanding standings;
    private final ReadLadder ladder;
    private final Clock clock;

    BenefitsController(
            ReadBenefits benefits, UseBenefit useBenefit, ReadStanding standings, ReadLadder ladder, Clock clock) {
        this.benefits = benefits;
        this.useBenefit = useBenefit;
        this.standings = standings;
        this.ladder = ladder;
        this.clock = clock;
    }

    @GetMapping
    String list(@AuthenticationPrincipal SignedInMember member, Model model) {
        var all = benefits.all();
        var standing = standings.of(member.id()).orElseThrow();
        model.addAttribute("standing", standing);
        model.addAttribute("mine", benefits.of(member.id()));
        model.addAttribute("uses", benefits.uses(member.id(), LATEST));
        model.addAttribute("benefits", all.stream().collect(Collectors.toMap(Benefit::id, benefit -> benefit)));
        model.addAttribute("now", clock.instant());
        model.addAttribute(
                "higher",
                ladder.ladder().tiers().stream()
                        .filter(tier -> tier.rank() > standing.tier().rank())
                        .collect(Collectors.toMap(
                                tier -> tier,
                                tier -> all.stream()
                                        .filter(benefit -> !benefit.retired()
                                                && benefit.tiers().contains(tier.code())
                                                && !benefit.tiers()
                                                        .contains(
                                                                standing.tier().code()))
                                        .toList(),
                                (one, _) -> one,
                                LinkedHashMap::new)));
        return "portal/benefits/list";
    }

    @PostMapping("/{id}/use")
    String use(
            @AuthenticationPrincipal SignedInMember member, @PathVariable BenefitId id, RedirectAttributes redirect) {
        return switch (useBenefit.ask(member.id(), id)) {
            case Asked.Code(var use, var _, var _) -> "redirect:/benefits/uses/" + use;
            case Asked.PartnerCode(var use, var _) -> "redirect:/benefits/uses/" + use;
            case Asked.NotEntitled _ -> refused("benefits.refused.not-entitled", redirect);
            case Asked.UsedUp _ -> refused("benefits.refused.used-up", redirect);
            case Asked.PoolEmpty _ -> refused("benefits.refused.pool-empty", redirect);
            case Asked.MemberInactive _ -> refused("benefits.refused.inactive", redirect);
        };
    }

    private static String refused(String why, RedirectAttributes redirect) {
        Notice.error(why).after(redirect);
        return "redirect:/benefits";
    }

    @GetMapping("/uses/{use}")
    String show(@AuthenticationPrincipal SignedInMember member, @PathVariable UUID use, Model model) {
        var found = benefits.use(member.id(), use).orElseThrow(BenefitsController::missing);
        model.addAttribute("use", found);
        model.addAttribute("benefit", benefits.find(found.benefit()).orElseThrow(BenefitsController::missing));
        model.addAttribute("open", found.isOpen(clock.instant()));
        model.addAttribute("qr", QrPicture.of(found.code()));
        return "portal/benefits/show";
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
