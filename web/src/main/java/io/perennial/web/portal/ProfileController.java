package io.perennial.web.portal;

import io.perennial.membership.Interest;
import io.perennial.membership.ReadMember;
import io.perennial.membership.Region;
import io.perennial.membership.SignInByPassword;
import io.perennial.membership.UpdateProfile;
import io.perennial.points.ReadBadges;
import io.perennial.web.pages.Languages;
import io.perennial.web.pages.Masked;
import io.perennial.web.pages.Notice;
import io.perennial.web.pages.Regions;
import io.perennial.web.security.Sessions;
import io.perennial.web.security.SignedInMember;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is known of the member, and their password. */
@Controller
@RequestMapping("/profile")
class ProfileController {

    private static final String PAGE = "portal/profile/show";
    private static final String PASSWORD_PAGE = "portal/profile/password";
    private static final String BACK = "redirect:/profile";
    private static final String TO_ACCESS = "redirect:/access";

    private static final List<String> ZONES = List.of(
            "Asia/Shanghai",
            "Asia/Hong_Kong",
            "Asia/Taipei",
            "Asia/Singapore",
            "Asia/Tokyo",
            "Asia/Seoul",
            "Asia/Bangkok",
            "Asia/Kolkata",
            "Asia/Dubai",
            "Europe/London",
            "Europe/Paris",
            "Europe/Berlin",
            "Europe/Athens",
            "Africa/Johannesburg",
            "America/New_York",
            "America/Chicago",
            "America/Denver",
            "America/Los_Angeles",
            "America/Sao_Paulo",
            "Australia/Sydney",
            "Pacific/Auckland",
            "UTC");

    private final ReadMember members;
    private final ReadBadges badges;
    private final UpdateProfile profiles;
    private final SignInByPassword byPassword;
    private final Sessions sessions;
    private final Regions regions;
    private final LocaleResolver languages;

    ProfileController(
            ReadMember members,
            ReadBadges badges,
            UpdateProfile profiles,
            SignInByPassword byPassword,
            Sessions sessions,
            Regions regions,
            LocaleResolver languages) {
        this.members = members;
        this.badges = badges;
        this.profiles = profiles;
        this.byPassword = byPassword;
        this.sessions = sessions;
        this.regions = regions;
        this.languages = languages;
    }

    record Form(
            @Nullable String name,
            @Nullable String birthday,
            @Nullable String language,
            @Nullable String zone,
            @Nullable String region,
            @Nullable List<Interest> interests,
            int version) {

        static Form of(ReadMember.Profile profile) {
            return new Form(
                    profile.displayName(),
                    Objects.toString(profile.birthday(), ""),
                    Languages.nearest(profile.locale()).toLanguageTag(),
                    profile.zone().getId(),
                    profile.region() == null ? "" : profile.region().code(),
                    List.copyOf(profile.interests()),
                    profile.version());
        }

        /** What is not among the choices is as good as nothing chosen. */
        @Nullable
        Region chosenRegion() {
            return region == null ? null : Region.parse(region).orElse(null);
        }

        public Set<Interest> chosenInterests() {
            return interests == null ? Set.of() : Set.copyOf(interests);
        }

        @Nullable
        String displayName() {
            return name == null || name.isBlank() ? null : name.strip();
        }

        @Override
        public String toString() {
            return "Form[]";
        }
    }

    record PasswordForm(@Nullable String current, @Nullable String replacement) {

        @Override
        public String toString() {
            return "PasswordForm[]";
        }
    }

    /** An identifier as shown: its kind's message key and a masked value. */
    public record Known(String key, String value) {}

    @GetMapping
    String show(
            @AuthenticationPrincipal SignedInMember signedIn, Locale locale, HttpServletRequest request, Model model) {
        var profile = members.find(signedIn.id()).orElseThrow();
        model.addAttribute("form", Form.of(profile));
        return page(profile, locale, request, model);
    }

    @PostMapping
    String update(
            @AuthenticationPrincipal SignedInMember signedIn,
            @ModelAttribute("form") Form form,
            BindingResult errors,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var profile = members.find(signedIn.id()).orElseThrow();
        var birthday = birthday(form, errors);
        var zone = zone(form, errors);
        var language = Languages.nearest(Locale.forLanguageTag(Objects.toString(form.language(), "")));
        if (!errors.hasErrors() && zone.isPresent()) {
            var outcome = profiles.update(new UpdateProfile.Update(
                    signedIn.id(),
                    form.displayName(),
                    language,
                    zone.get(),
                    birthday.orElse(null),
                    form.chosenRegion(),
                    form.chosenInterests(),
                    form.version()));
            switch (outcome) {
                case UpdateProfile.Outcome.Updated _ -> {
                    languages.setLocale(request, response, language);
                    Notice.success("profile.updated").after(redirect);
                    return BACK;
                }
                case UpdateProfile.Outcome.BadName _ -> errors.rejectValue("name", "profile.name.wrong");
                case UpdateProfile.Outcome.BadBirthday _ -> errors.rejectValue("birthday", "profile.birthday.wrong");
                case UpdateProfile.Outcome.ChangedMeanwhile _ -> {
                    Notice.warning("profile.changedMeanwhile").after(redirect);
                    return BACK;
                }
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(profile, locale, request, model);
    }

    @GetMapping("/password")
    String password(@AuthenticationPrincipal SignedInMember signedIn, Model model) {
        if (byPassword.emailOf(signedIn.id()).isEmpty()) {
            return TO_ACCESS;
        }
        model.addAttribute("form", new PasswordForm("", ""));
        return PASSWORD_PAGE;
    }

    @PostMapping("/password")
    String changePassword(
            @AuthenticationPrincipal SignedInMember signedIn,
            @ModelAttribute("form") PasswordForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var current = Objects.toString(form.current(), "");
        var replacement = Objects.toString(form.replacement(), "");
        switch (byPassword.change(signedIn.id(), current, replacement)) {
            case SignInByPassword.Changing.Changed _ -> {
                sessions.endOthers(signedIn.id(), request);
                Notice.success("password.changed").after(redirect);
                return TO_ACCESS;
            }
            case SignInByPassword.Changing.NoPassword _ -> {
                Notice.warning("password.none").after(redirect);
                return TO_ACCESS;
            }
            case SignInByPassword.Changing.WrongPassword _ -> errors.rejectValue("current", "password.wrong");
            case SignInByPassword.Changing.WeakPassword(var weakness) ->
                errors.rejectValue("replacement", "password." + weakness);
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return PASSWORD_PAGE;
    }

    private String page(ReadMember.Profile profile, Locale locale, HttpServletRequest request, Model model) {
        model.addAttribute("profile", profile);
        model.addAttribute("known", known(profile));
        model.addAttribute("badges", badges.of(profile.member()));
        model.addAttribute("zones", zones(profile.zone(), locale));
        model.addAttribute("languages", Map.of("zh-CN", "简体中文", "en", "English"));
        model.addAttribute("regions", regions.choices(locale));
        model.addAttribute("likings", Interest.values());
        model.addAttribute(
                "elsewhere",
                sessions.devices(profile.member(), request).stream()
                        .filter(device -> !device.here())
                        .count());
        return PAGE;
    }

    private static List<Known> known(ReadMember.Profile profile) {
        return profile.identifiers().stream()
                .map(identifier -> new Known("identifier." + identifier.kind(), Masked.of(identifier)))
                .toList();
    }

    /** Those we offer, and the member's own if it is another. */
    private static Map<String, String> zones(ZoneId own, Locale locale) {
        var named = new LinkedHashMap<String, String>();
        Stream.concat(Stream.of(own.getId()).filter(id -> !ZONES.contains(id)), ZONES.stream())
                .forEach(id -> named.put(
                        id,
                        ZoneId.of(id).getDisplayName(TextStyle.FULL, locale) + " · "
                                + id.substring(id.indexOf('/') + 1).replace('_', ' ')));
        return named;
    }

    private static Optional<LocalDate> birthday(Form form, BindingResult errors) {
        if (form.birthday() == null || form.birthday().isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(form.birthday().strip()));
        } catch (DateTimeException _) {
            errors.rejectValue("birthday", "profile.birthday.wrong");
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> zone(Form form, BindingResult errors) {
        try {
            return Optional.of(ZoneId.of(Objects.toString(form.zone(), "")));
        } catch (DateTimeException _) {
            errors.rejectValue("zone", "profile.zone.wrong");
            return Optional.empty();
        }
    }
}
