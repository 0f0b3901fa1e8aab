package io.perennial.web.pages;

import io.perennial.membership.Programme;
import io.perennial.membership.ReadMember;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page what its layout needs. */
@ControllerAdvice
class FramingPages {

    /** Where the door to the portal keeps the profile of the member who is signed in. */
    static final String VIEWER = ReadMember.Profile.class.getName();

    private final MessageSource texts;
    private final Programme programme;

    FramingPages(MessageSource texts, Programme programme) {
        this.texts = texts;
        this.programme = programme;
    }

    @ModelAttribute("frame")
    Frame frame(
            HttpServletRequest request, @CookieValue(name = Theme.COOKIE, required = false) @Nullable String theme) {
        // The token's cookie can only be set before the first bytes of a long page have left.
        if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
            token.getToken();
        }
        return new Frame(Theme.of(theme), wayBack(request), isAdmin(request) ? "/admin" : "/");
    }

    @ModelAttribute("say")
    Phrases say(HttpServletRequest request, Locale locale) {
        return new Phrases(texts, locale, zone(request));
    }

    private ZoneId zone(HttpServletRequest request) {
        return request.getAttribute(VIEWER) instanceof ReadMember.Profile profile ? profile.zone() : programme.zone();
    }

    private static String wayBack(HttpServletRequest request) {
        if (!HttpMethod.GET.matches(request.getMethod())) {
            return address(request);
        }
        var query = request.getQueryString();
        return query == null ? address(request) : address(request) + "?" + query;
    }

    static boolean isAdmin(HttpServletRequest request) {
        var address = address(request);
        return address.equals("/admin") || address.startsWith("/admin/");
    }

    /** The address that was asked for, also while an error page is made for it. */
    static String address(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed
                ? failed
                : request.getRequestURI();
    }
}
