package io.perennial.web.portal;

import io.perennial.membership.ReadLadder;
import io.perennial.membership.ReadStanding;
import io.perennial.points.ReadBalance;
import io.perennial.rewards.ReadCatalogue;
import io.perennial.rewards.ReadCatalogue.Availability;
import io.perennial.rewards.RedeemReward;
import io.perennial.rewards.RedeemReward.Outcome;
import io.perennial.rewards.RewardId;
import io.perennial.web.pages.Notice;
import io.perennial.web.pages.Viewer;
import io.perennial.web.security.SignedInMember;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The catalogue, one reward, and redeeming it. */
@Controller
@RequestMapping("/rewards")
class RewardsController {

    private static final int ALSO_LIKE = 6;

    private final ReadCatalogue catalogue;
    private final ReadBalance balances;
    private final ReadLadder ladder;
    private final RedeemReward redeeming;
    private final ReadStanding standings;
    private final RunningCampaigns campaigns;
    private final Suggestions suggestions;

    RewardsController(
            ReadCatalogue catalogue,
            ReadBalance balances,
            ReadLadder ladder,
            RedeemReward redeeming,
            ReadStanding standings,
            RunningCampaigns campaigns,
            Suggestions suggestions) {
        this.catalogue = catalogue;
        this.balances = balances;
        this.ladder = ladder;
        this.redeeming = redeeming;
        this.standings = standings;
        this.campaigns = campaigns;
        this.suggestions = suggestions;
    }

    @GetMapping
    String list(
            @AuthenticationPrincipal SignedInMember member,
            @ModelAttribute(name = "viewer", binding = false) Viewer viewer,
            @RequestParam(defaultValue = "false") boolean affordable,
            Locale locale,
            Model model) {
        var offers = catalogue.offers(member.id());
        model.addAttribute("balance", balances.of(member.id()).points());
        model.addAttribute("any", !offers.isEmpty());
        model.addAttribute("offers", affordable ? affordable(offers) : offers);
        model.addAttribute("affordable", affordable);
        model.addAttribute("suiting", suggestions.rewards(member.id(), offers, locale));
        model.addAttribute("alsoLike", suggestions.alsoLike(viewer.profile(), ALSO_LIKE, locale));
        model.addAttribute("ladder", ladder.ladder());
        standings
                .of(member.id())
                .ifPresent(standing ->
                        model.addAttribute("campaigns", campaigns.of(viewer.profile(), standing.tier(), locale)));
        return "portal/rewards/list";
    }

    @GetMapping("/{id}")
    String show(@AuthenticationPrincipal SignedInMember member, @PathVariable UUID id, Model model) {
        var reward = new RewardId(id);
        var offer = catalogue
                .offer(member.id(), reward)
                .orElseThrow(() ->
                        new ResponseStatusException(catalogue.isOver(reward) ? HttpStatus.GONE : HttpStatus.NOT_FOUND));
        model.addAttribute("offer", offer);
        model.addAttribute("balance", balances.of(member.id()).points());
        model.addAttribute(
                "tier", offer.reward().tierCode().flatMap(ladder.ladder()::find).orElse(null));
        // One for each page shown: a double click is one intention, opening the page again is another.
        model.addAttribute("key", UUID.randomUUID());
        return "portal/rewards/show";
    }

    /** Where a reload or a switch of language after the press leads. */
    @GetMapping("/{id}/redeem")
    String back(@PathVariable UUID id) {
        return "redirect:/rewards/" + id;
    }

    @PostMapping("/{id}/redeem")
    String redeem(
            @AuthenticationPrincipal SignedInMember member,
            @PathVariable UUID id,
            @RequestParam UUID key,
            Locale locale,
            RedirectAttributes redirect) {
        var outcome = redeeming.redeem(new RedeemReward.Redeeming(member.id(), new RewardId(id), key.toString()));
        return switch (outcome) {
            case Outcome.Redeemed redeemed -> {
                Notice.success(
                                "redeem.done",
                                redeemed.price().value(),
                                redeemed.balance().value())
                        .after(redirect);
                yield "redirect:/my-rewards/" + redeemed.redemption();
            }
            case Outcome.NotAvailable _ -> {
                Notice.error("redeem.notAvailable").after(redirect);
                yield "redirect:/rewards";
            }
            case Outcome.SoldOut _ -> refused(id, Notice.error("redeem.soldOut"), redirect);
            case Outcome.LimitReached(var limit) -> refused(id, Notice.error("redeem.limitReached", limit), redirect);
            case Outcome.TierTooLow(var needed) ->
                refused(id, Notice.error("redeem.tierTooLow", tierName(needed, locale)), redirect);
            case Outcome.NotEnoughPoints(var _, var missing) ->
                refused(id, Notice.error("redeem.notEnough", missing.value()), redirect);
            case Outcome.MayNotSpend _ -> refused(id, Notice.error("redeem.mayNotSpend"), redirect);
            case Outcome.Conflict(var redemption) -> {
                Notice.warning("redeem.conflict").after(redirect);
                yield "redirect:/my-rewards/" + redemption;
            }
        };
    }

    private static String refused(UUID id, Notice notice, RedirectAttributes redirect) {
        notice.after(redirect);
        return "redirect:/rewards/" + id;
    }

    private String tierName(String code, Locale locale) {
        return ladder.ladder().find(code).map(tier -> tier.name().in(locale)).orElse(code);
    }

    private static List<ReadCatalogue.Offer> affordable(List<ReadCatalogue.Offer> offers) {
        return offers.stream()
                .filter(offer -> offer.availability() == Availability.AFFORDABLE)
                .toList();
    }
}
