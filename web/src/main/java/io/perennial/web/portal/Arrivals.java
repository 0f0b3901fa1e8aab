package io.perennial.web.portal;

import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadMember;
import io.perennial.membership.RecordConsent;
import io.perennial.membership.RecordConsent.Answers;
import io.perennial.membership.RecordConsent.How;
import io.perennial.membership.UpdateProfile;
import io.perennial.web.pages.ConsentBoxes;
import io.perennial.web.pages.Languages;
import io.perennial.web.security.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** What happens once a member is recognised: a session, their own language, and the page they wanted. */
@Component
class Arrivals {

    private final Sessions sessions;
    private final ReadMember members;
    private final UpdateProfile profiles;
    private final RecordConsent recordConsent;
    private final LocaleResolver languages;

    Arrivals(
            Sessions sessions,
            ReadMember members,
            UpdateProfile profiles,
            RecordConsent recordConsent,
            LocaleResolver languages) {
        this.sessions = sessions;
        this.recordConsent = recordConsent;
        this.members = members;
        this.profiles = profiles;
        this.languages = languages;
    }

    /** @return where to go */
    String welcomeBack(MemberId member, HttpServletRequest request, HttpServletResponse response) {
        members.find(member)
                .ifPresent(profile -> languages.setLocale(request, response, Languages.nearest(profile.locale())));
        return comeIn(member, request, response);
    }

    String welcome(MemberId member, Locale locale, HttpServletRequest request, HttpServletResponse response) {
        keepLanguage(member, locale);
        keepChoices(member, locale, request);
        return comeIn(member, request, response);
    }

    /** Whoever enrols does so in their language. */
    void keepLanguage(MemberId member, Locale locale) {
        members.find(member)
                .ifPresent(profile -> profiles.update(new UpdateProfile.Update(
                        member,
                        profile.displayName(),
                        locale,
                        profile.zone(),
                        profile.birthday(),
                        profile.region(),
                        profile.interests(),
                        profile.version())));
    }

    /** What they ticked on the form by which they enrolled; a wording that was renewed meanwhile is asked again elsewhere. */
    void keepChoices(MemberId member, Locale locale, HttpServletRequest form) {
        var answers = ConsentBoxes.read(form, EnumSet.of(ConsentPurpose.OFFERS, ConsentPurpose.SURVEYS));
        recordConsent.record(new Answers(member, answers, locale, How.ENROLMENT, Optional.empty()));
    }

    private String comeIn(MemberId member, HttpServletRequest request, HttpServletResponse response) {
        var wanted = sessions.wantedPage(request, response, "/");
        sessions.open(member, request, response);
        return "redirect:" + wanted;
    }
}
