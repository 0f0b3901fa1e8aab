package io.perennial.web.admin;

import io.perennial.membership.Interest;
import io.perennial.membership.LookUpKind;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.ReadMember;
import io.perennial.membership.ReadTags;
import io.perennial.membership.Tag;
import io.perennial.membership.TagMembers;
import io.perennial.membership.TagMembers.Tagging;
import io.perennial.membership.UpdateProfile;
import io.perennial.web.pages.Notice;
import io.perennial.web.pages.Regions;
import io.perennial.web.security.LookUps;
import io.perennial.web.security.SignedInStaff;
import io.perennial.web.security.StaffRights;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What staff write about a member: their tags, and their profile where the member asks for it. */
@Controller
@RequestMapping("/admin/members")
class AdminMemberProfilesController {

    private final ReadMember profiles;
    private final UpdateProfile updateProfile;
    private final ReadTags tags;
    private final TagMembers tagMembers;
    private final Regions regions;
    private final LookUps lookUps;

    AdminMemberProfilesController(
            ReadMember profiles,
            UpdateProfile updateProfile,
            ReadTags tags,
            TagMembers tagMembers,
            Regions regions,
            LookUps lookUps) {
        this.lookUps = lookUps;
        this.profiles = profiles;
        this.updateProfile = updateProfile;
        this.tags = tags;
        this.tagMembers = tagMembers;
        this.regions = regions;
    }

    @GetMapping("/tags")
    String tags(Model model) {
        model.addAttribute("tags", tags.inUse());
        return "admin/members/tags";
    }

    @PostMapping("/{id}/tags")
    String tag(
            @PathVariable MemberId id,
            @RequestParam(defaultValue = "") String set,
            @RequestParam(defaultValue = "") String unset,
            @AuthenticationPrincipal SignedInStaff me,
            RedirectAttributes redirect) {
        var added = Tag.parse(set);
        var removed = Tag.parse(unset);
        if (added.isEmpty() && removed.isEmpty()) {
            Notice.error("admin.members.tags.wrong").after(redirect);
            return back(id);
        }
        var tagging = new Tagging(id, added.stream().toList(), removed.stream().toList(), Optional.of(me.id()));
        switch (tagMembers.tag(tagging)) {
            case TagMembers.Outcome.Tagged _ ->
                Notice.success("admin.members.tags.done").after(redirect);
            case TagMembers.Outcome.Unchanged _ ->
                Notice.info("admin.members.tags.same").after(redirect);
            case TagMembers.Outcome.TooMany _ ->
                Notice.error("admin.members.tags.too-many", TagMembers.MOST).after(redirect);
            case TagMembers.Outcome.Closed _ ->
                Notice.error("admin.members.is-closed").after(redirect);
            case TagMembers.Outcome.UnknownMember _ -> throw missing();
        }
        return back(id);
    }

    @GetMapping("/{id}/profile/edit")
    String edit(
            @PathVariable MemberId id,
            @RequestAttribute("staff") StaffRights rights,
            Locale locale,
            HttpServletRequest request,
            Model model) {
        var profile = profiles.find(id).orElseThrow(AdminMemberProfilesController::missing);
        if (profile.birthday() != null) {
            lookUps.seen(rights, LookUpKind.BIRTHDAY, id, null, request);
        }
        model.addAttribute("form", ProfileForm.of(profile));
        return page(id, locale, model);
    }

    @PostMapping("/{id}/profile/edit")
    String correct(
            @PathVariable MemberId id,
            @ModelAttribute("form") ProfileForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            Locale locale,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var profile = profiles.find(id).orElseThrow(AdminMemberProfilesController::missing);
        if (profile.status() == MemberStatus.CLOSED) {
            Notice.error("admin.members.is-closed").after(redirect);
            return back(id);
        }
        var update = form.update(profile, errors);
        if (update.isPresent()) {
            switch (updateProfile.correct(update.get(), me.id())) {
                case UpdateProfile.Outcome.Updated _ -> {
                    Notice.success("admin.members.corrected").after(redirect);
                    return back(id);
                }
                case UpdateProfile.Outcome.BadName _ -> errors.rejectValue("name", "profile.name.wrong");
                case UpdateProfile.Outcome.BadBirthday _ -> errors.rejectValue("birthday", "profile.birthday.wrong");
                case UpdateProfile.Outcome.ChangedMeanwhile _ -> {
                    Notice.warning("profile.changedMeanwhile").after(redirect);
                    return "redirect:/admin/members/" + id + "/profile/edit";
                }
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(id, locale, model);
    }

    private String page(MemberId id, Locale locale, Model model) {
        model.addAttribute("member", id);
        model.addAttribute("regions", regions.choices(locale));
        model.addAttribute("likings", Interest.values());
        model.addAttribute("languages", Map.of("zh-CN", "简体中文", "en", "English"));
        return "admin/members/correct";
    }

    private static String back(MemberId id) {
        return "redirect:/admin/members/" + id;
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
