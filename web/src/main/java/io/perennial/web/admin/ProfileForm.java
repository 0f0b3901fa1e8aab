package io.perennial.web.admin;

import io.perennial.membership.Interest;
import io.perennial.membership.ReadMember;
import io.perennial.membership.Region;
import io.perennial.membership.UpdateProfile;
import io.perennial.web.pages.Languages;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** What staff correct in a profile; the time zone stays the member's own choice. */
record ProfileForm(
        @Nullable String name,
        @Nullable String birthday,
        @Nullable String language,
        @Nullable String region,
        @Nullable List<Interest> interests,
        int version) {

    static ProfileForm of(ReadMember.Profile profile) {
        return new ProfileForm(
                profile.displayName(),
                Objects.toString(profile.birthday(), ""),
                Languages.nearest(profile.locale()).toLanguageTag(),
                profile.region() == null ? "" : profile.region().code(),
                List.copyOf(profile.interests()),
                profile.version());
    }

    public Set<Interest> chosenInterests() {
        return interests == null ? Set.of() : Set.copyOf(interests);
    }

    /** Nothing when a field cannot be read; the errors say which. */
    Optional<UpdateProfile.Update> update(ReadMember.Profile profile, BindingResult errors) {
        LocalDate born = null;
        if (birthday != null && !birthday.isBlank()) {
            try {
                born = LocalDate.parse(birthday.strip());
            } catch (DateTimeException _) {
                errors.rejectValue("birthday", "profile.birthday.wrong");
                return Optional.empty();
            }
        }
        return Optional.of(new UpdateProfile.Update(
                profile.member(),
                name,
                Languages.nearest(Locale.forLanguageTag(Objects.toString(language, ""))),
                profile.zone(),
                born,
                region == null ? null : Region.parse(region).orElse(null),
                chosenInterests(),
                version));
    }

    @Override
    public String toString() {
        return "ProfileForm[]";
    }
}
