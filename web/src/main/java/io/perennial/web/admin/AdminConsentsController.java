package io.perennial.web.admin;

import io.perennial.membership.AppointStaff;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.ConsentWording;
import io.perennial.membership.MemberId;
import io.perennial.membership.PublishWording;
import io.perennial.membership.ReadConsents;
import io.perennial.membership.ReadMember;
import io.perennial.membership.RecordConsent;
import io.perennial.membership.RecordConsent.Answers;
import io.perennial.membership.RecordConsent.How;
import io.perennial.membership.StaffId;
import io.perennial.web.pages.ConsentBoxes;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.SignedInStaff;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What members are asked, and what one of them said to it. */
@Controller
class AdminConsentsController {

    private final ReadConsents consents;
    private final PublishWording publishWording;
    private final RecordConsent recordConsent;
    private final ReadMember profiles;
    private final AppointStaff staff;

    AdminConsentsController(
            ReadConsents consents,
            PublishWording publishWording,
            RecordConsent recordConsent,
            ReadMember profiles,
            AppointStaff staff) {
        this.consents = consents;
        this.publishWording = publishWording;
        this.recordConsent = recordConsent;
        this.profiles = profiles;
        this.staff = staff;
    }

    /** @param after the version that was in force when the form was opened */
    record WordingForm(@Nullable String zh, @Nullable String en, int after) {}

    @GetMapping("/admin/consents")
    String list(Model model) {
        model.addAttribute(
                "wordings",
                Arrays.stream(ConsentPurpose.values())
                        .map(consents::wordings)
                        .filter(versions -> !versions.isEmpty())
                        .toList());
        model.addAttribute("authors", names());
        return "admin/consents/list";
    }

    private Map<StaffId, String> names() {
        var names = new LinkedHashMap<StaffId, String>();
        staff.accounts().forEach(account -> names.put(account.id(), account.displayName()));
        return names;
    }

    @GetMapping("/admin/consents/{purpose}/edit")
    String edit(@PathVariable ConsentPurpose purpose, Model model) {
        var wording = inForce(purpose);
        model.addAttribute("purpose", purpose);
        model.addAttribute(
                "form", new WordingForm(wording.text().zh(), wording.text().en(), wording.version()));
        return "admin/consents/edit";
    }

    @PostMapping("/admin/consents/{purpose}/edit")
    String publish(
            @PathVariable ConsentPurpose purpose,
            @ModelAttribute("form") WordingForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        switch (publishWording.publish(
                purpose,
                Objects.requireNonNullElse(form.zh(), ""),
                Objects.requireNonNullElse(form.en(), ""),
                form.after(),
                me.id())) {
            case PublishWording.Outcome.Published _ ->
                Notice.success("admin.consents.published").after(redirect);
            case PublishWording.Outcome.Unchanged _ ->
                Notice.info("admin.consents.unchanged").after(redirect);
            case PublishWording.Outcome.ChangedMeanwhile _ ->
                Notice.warning("admin.consents.meanwhile").after(redirect);
            case PublishWording.Outcome.BadText(var inChinese) -> {
                errors.rejectValue(inChinese ? "zh" : "en", "admin.consents.bad");
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                model.addAttribute("purpose", purpose);
                return "admin/consents/edit";
            }
        }
        return "redirect:/admin/consents";
    }

    @GetMapping("/admin/members/{id}/consents")
    String member(@PathVariable MemberId id, Model model) {
        var profile = profiles.find(id).orElseThrow(AdminConsentsController::missing);
        model.addAttribute("profile", profile);
        model.addAttribute("questions", ConsentBoxes.of(consents, id));
        model.addAttribute("history", consents.history(id));
        model.addAttribute("whole", consents.isWhole(id));
        return "admin/members/consents";
    }

    @PostMapping("/admin/members/{id}/consents")
    String record(
            @PathVariable MemberId id,
            @AuthenticationPrincipal SignedInStaff me,
            Locale locale,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var answers = ConsentBoxes.read(request, EnumSet.allOf(ConsentPurpose.class));
        switch (recordConsent.record(new Answers(id, answers, locale, How.STAFF, Optional.of(me.id())))) {
            case RecordConsent.Outcome.Recorded(var changed) -> {
                if (changed > 0) {
                    Notice.success("privacy.choices.saved").after(redirect);
                } else {
                    Notice.info("privacy.choices.same").after(redirect);
                }
            }
            case RecordConsent.Outcome.WordingOutdated _ ->
                Notice.warning("privacy.choices.outdated").after(redirect);
            case RecordConsent.Outcome.Closed _ ->
                Notice.error("admin.members.is-closed").after(redirect);
            case RecordConsent.Outcome.UnknownMember _ -> throw missing();
            case RecordConsent.Outcome.NoSuchChannel _ -> throw new IllegalStateException("a box that there is not");
        }
        return "redirect:/admin/members/" + id + "/consents";
    }

    private ConsentWording inForce(ConsentPurpose purpose) {
        return consents.wordings(purpose).stream().findFirst().orElseThrow(AdminConsentsController::missing);
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
