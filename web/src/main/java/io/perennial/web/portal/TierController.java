package io.perennial.web.portal;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Circumstances;
import io.perennial.membership.AnnounceFall;
import io.perennial.membership.Ladder;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.ReadMember;
import io.perennial.membership.ReadOutlook;
import io.perennial.membership.ReadOutlook.Outlook;
import io.perennial.membership.ReadStanding;
import io.perennial.points.AssessActivity;
import io.perennial.points.Why;
import io.perennial.web.pages.TierWords;
import io.perennial.web.security.SignedInMember;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A member's tier: until when it holds, what keeps it, what leads higher, and what a purchase would change. */
@Controller
class TierController {

    private static final BigDecimal MOST = new BigDecimal("10000000");

    private final ReadOutlook outlooks;
    private final ReadStanding standings;
    private final ReadLadder ladder;
    private final ReadMember members;
    private final AnnounceFall announceFall;
    private final AssessActivity assess;
    private final Programme programme;
    private final MessageSource texts;
    private final Clock clock;

    TierController(
            ReadOutlook outlooks,
            ReadStanding standings,
            ReadLadder ladder,
            ReadMember members,
            AnnounceFall announceFall,
            AssessActivity assess,
            Programme programme,
            MessageSource texts,
            Clock clock) {
        this.outlooks = outlooks;
        this.standings = standings;
        this.ladder = ladder;
        this.members = members;
        this.announceFall = announceFall;
        this.assess = assess;
        this.programme = programme;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/tier")
    String show(
            @AuthenticationPrincipal SignedInMember signedIn,
            @RequestParam(defaultValue = "") String amount,
            Locale locale,
            Model model) {
        var member = signedIn.id();
        var outlook = outlooks.of(member).orElseThrow();
        var inForce = ladder.ladder();
        announceFall.shown(outlook.standing());
        model.addAttribute("outlook", outlook);
        model.addAttribute("standing", outlook.standing());
        model.addAttribute("perMonth", outlook.pace() * 30 / ReadOutlook.PACE_DAYS);
        model.addAttribute("ladder", inForce);
        model.addAttribute("tierWords", new TierWords(texts, locale));
        model.addAttribute("announced", ladder.announced().orElse(null));
        model.addAttribute("changes", standings.history(member));
        model.addAttribute("currency", programme.usualCurrency());
        model.addAttribute("amount", amount.strip());
        if (!amount.isBlank()) {
            var money = money(amount);
            model.addAttribute("wrong", money.isEmpty());
            model.addAttribute(
                    "purchase",
                    money.map(paid -> purchase(member, outlook, paid, inForce)).orElse(null));
        }
        return "portal/tier/show";
    }

    private Optional<Money> money(String typed) {
        try {
            var value = new BigDecimal(typed.strip().replace(",", "").replace("，", ""));
            return value.signum() <= 0 || value.compareTo(MOST) > 0
                    ? Optional.empty()
                    : Optional.of(Money.of(CurrencyUnit.of(programme.usualCurrency()), value, RoundingMode.DOWN));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** Judged by the rules that would pay it, as a purchase of nothing in particular. */
    private Purchase purchase(MemberId member, Outlook before, Money paid, Ladder inForce) {
        var circumstances = new Circumstances(
                member,
                ActivityType.PURCHASE,
                clock.instant(),
                "web",
                null,
                paid,
                List.of(),
                before.standing().tier().code(),
                members.birthdays(Set.of(member)).get(member),
                false,
                programme.zone());
        var growth = assess.assess(circumstances, List.of()).stream()
                .mapToLong(why -> why instanceof Why.Earned earned ? earned.growth() : 0)
                .sum();
        return new Purchase(paid, growth, outlooks.with(member, growth).orElse(before));
    }

    /** What one purchase would change. */
    record Purchase(Money paid, long growth, Outlook after) {}
}
