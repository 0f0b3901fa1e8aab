package io.perennial.web.pages;

import io.perennial.membership.Programme;
import jakarta.servlet.http.HttpServletRequest;
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
        var site = Site.of(request);
        return new Frame(Theme.of(theme), wayBack(request), site.home(), site.preferences(), RequestIds.of(request));
    }

    @ModelAttribute("viewer")
    @Nullable
    Viewer viewer(HttpServletRequest request) {
        return Viewer.of(request).orElse(null);
    }

    /** A form was refused for its token, as the door says; the page for 403 then speaks of the form. */
    @ModelAttribute("formTooOld")
    boolean formTooOld(HttpServletRequest request) {
        return request.getAttribute("formTooOld") != null;
    }

    @ModelAttribute("say")
    Phrases say(HttpServletRequest request, Locale locale) {
        var zone = Viewer.of(request).map(viewer -> viewer.profile().zone()).orElse(programme.zone());
        return new Phrases(texts, locale, zone);
    }

    private static String wayBack(HttpServletRequest request) {
        var address = Site.address(request);
        var query = request.getQueryString();
        return HttpMethod.GET.matches(request.getMethod()) && query != null ? address + "?" + query : address;
    }
}
