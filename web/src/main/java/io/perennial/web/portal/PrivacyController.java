package io.perennial.web.portal;

import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.ReadConsents;
import io.perennial.membership.ReadMember;
import io.perennial.membership.RecordConsent;
import io.perennial.membership.RecordConsent.Answers;
import io.perennial.membership.RecordConsent.How;
import io.perennial.web.pages.ConsentBoxes;
import io.perennial.web.pages.Masked;
import io.perennial.web.pages.Notice;
import io.perennial.web.pages.Regions;
import io.perennial.web.security.SignedInMember;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is kept about the member, and what they allow. */
@Controller
@RequestMapping("/privacy")
class PrivacyController {

    private static final String BACK = "redirect:/privacy";

    private final ReadMember members;
    private final ReadConsents consents;
    private final RecordConsent recordConsent;
    private final Regions regions;

    PrivacyController(ReadMember members, ReadConsents consents, RecordConsent recordConsent, Regions regions) {
        this.members = members;
        this.consents = consents;
        this.recordConsent = recordConsent;
        this.regions = regions;
    }

    @GetMapping
    String show(@AuthenticationPrincipal SignedInMember signedIn, Locale locale, Model model) {
        var profile = members.find(signedIn.id()).orElseThrow();
        model.addAttribute("profile", profile);
        model.addAttribute(
                "known",
                profile.identifiers().stream()
                        .map(each -> new ProfileController.Known("identifier." + each.kind(), Masked.of(each)))
                        .toList());
        Optional.ofNullable(profile.region())
                .ifPresent(region -> model.addAttribute("region", regions.name(region, locale)));
        model.addAttribute("questions", ConsentBoxes.of(consents, signedIn.id()));
        model.addAttribute("history", consents.history(signedIn.id()));
        return "portal/privacy/show";
    }

    @PostMapping("/choices")
    String choose(
            @AuthenticationPrincipal SignedInMember signedIn,
            Locale locale,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var answers = ConsentBoxes.read(request, EnumSet.allOf(ConsentPurpose.class));
        var said =
                recordConsent.record(new Answers(signedIn.id(), answers, locale, How.PRIVACY_CENTRE, Optional.empty()));
        switch (said) {
            case RecordConsent.Outcome.Recorded(var changed) -> {
                if (changed > 0) {
                    Notice.success("privacy.choices.saved").after(redirect);
                } else {
                    Notice.info("privacy.choices.same").after(redirect);
                }
            }
            case RecordConsent.Outcome.WordingOutdated _ ->
                Notice.warning("privacy.choices.outdated").after(redirect);
            // The door lets in only members whose account is open, and the boxes are those that there are.
            case RecordConsent.Outcome.UnknownMember _,
                    RecordConsent.Outcome.Closed _,
                    RecordConsent.Outcome.NoSuchChannel _ -> throw new IllegalStateException("answered " + said);
        }
        return BACK;
    }
}
