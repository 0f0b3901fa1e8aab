package io.perennial.web.portal;

import io.perennial.membership.CloseAccount;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.ExportId;
import io.perennial.membership.ExportMember;
import io.perennial.membership.ReadConsents;
import io.perennial.membership.ReadLookUps;
import io.perennial.membership.ReadMember;
import io.perennial.membership.RecordConsent;
import io.perennial.membership.RecordConsent.Answers;
import io.perennial.membership.RecordConsent.How;
import io.perennial.points.ReadBalance;
import io.perennial.web.pages.ConsentBoxes;
import io.perennial.web.pages.Masked;
import io.perennial.web.pages.Notice;
import io.perennial.web.pages.Phrases;
import io.perennial.web.pages.Regions;
import io.perennial.web.security.SignedInMember;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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

/** What is kept about the member, and what they allow. */
@Controller
@RequestMapping("/privacy")
class PrivacyController {

    private static final String BACK = "redirect:/privacy";
    private static final int MOST_SEEN = 50;
    private static final Duration YEAR = Duration.ofDays(365);

    private final ReadMember members;
    private final ReadConsents consents;
    private final RecordConsent recordConsent;
    private final ExportMember exportMember;
    private final CloseAccount closeAccount;
    private final ReadBalance balances;
    private final Regions regions;
    private final ReadLookUps lookUps;
    private final Clock clock;

    PrivacyController(
            ReadMember members,
            ReadConsents consents,
            RecordConsent recordConsent,
            ExportMember exportMember,
            CloseAccount closeAccount,
            ReadBalance balances,
            Regions regions,
            ReadLookUps lookUps,
            Clock clock) {
        this.members = members;
        this.consents = consents;
        this.recordConsent = recordConsent;
        this.regions = regions;
        this.exportMember = exportMember;
        this.closeAccount = closeAccount;
        this.balances = balances;
        this.lookUps = lookUps;
        this.clock = clock;
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
        model.addAttribute("seen", lookUps.of(signedIn.id(), MOST_SEEN));
        model.addAttribute(
                "seenInYear", lookUps.countOf(signedIn.id(), clock.instant().minus(YEAR)));
        model.addAttribute("exports", exportMember.of(signedIn.id()));
        return "portal/privacy/show";
    }

    @PostMapping("/export")
    String export(
            @AuthenticationPrincipal SignedInMember signedIn,
            @ModelAttribute("say") Phrases say,
            RedirectAttributes redirect) {
        switch (exportMember.ask(signedIn.id())) {
            case ExportMember.Outcome.Asked _ ->
                Notice.success("privacy.export.asked").after(redirect);
            case ExportMember.Outcome.UnderWay _ ->
                Notice.info("privacy.export.under-way").after(redirect);
            case ExportMember.Outcome.TooSoon(var next) ->
                Notice.info("privacy.export.too-soon", say.time(next)).after(redirect);
            case ExportMember.Outcome.UnknownMember _ -> throw new IllegalStateException("the door let nobody in");
        }
        return BACK;
    }

    @GetMapping("/export/{id}")
    ResponseEntity<InputStreamResource> fetch(@AuthenticationPrincipal SignedInMember signedIn, @PathVariable UUID id) {
        var file = exportMember
                .open(signedIn.id(), new ExportId(id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("perennial-" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + ".zip")
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .body(new InputStreamResource(file));
    }

    @GetMapping("/close")
    String close(@AuthenticationPrincipal SignedInMember signedIn, Model model) {
        model.addAttribute("balance", balances.of(signedIn.id()));
        model.addAttribute("day", clock.instant().plus(CloseAccount.TIME_TO_THINK));
        return "portal/privacy/close";
    }

    @PostMapping("/close")
    String closeForGood(
            @AuthenticationPrincipal SignedInMember signedIn,
            @RequestParam(defaultValue = "") String sure,
            @ModelAttribute("say") Phrases say,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        if (sure.isEmpty()) {
            model.addAttribute("unsure", true);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return close(signedIn, model);
        }
        switch (closeAccount.close(signedIn.id())) {
            case CloseAccount.Closing.Asked(var day) ->
                Notice.warning("privacy.close.asked", say.day(day)).after(redirect);
            case CloseAccount.Closing.AlreadyAsked(var day) ->
                Notice.info("privacy.close.already", say.day(day)).after(redirect);
            case CloseAccount.Closing.Closed _, CloseAccount.Closing.UnknownMember _ ->
                throw new IllegalStateException("the door let nobody in");
        }
        return BACK;
    }

    @PostMapping("/stay")
    String stay(@AuthenticationPrincipal SignedInMember signedIn, RedirectAttributes redirect) {
        switch (closeAccount.undo(signedIn.id())) {
            case CloseAccount.Undoing.Undone _, CloseAccount.Undoing.NotAsked _ ->
                Notice.success("privacy.closing.undone").after(redirect);
            case CloseAccount.Undoing.TooLate _ ->
                Notice.error("privacy.closing.too-late").after(redirect);
        }
        return BACK;
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
