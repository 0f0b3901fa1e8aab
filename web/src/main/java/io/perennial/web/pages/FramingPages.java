package io.perennial.web.pages;

import io.perennial.membership.Programme;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.util.WebUtils;

/** Gives every page what its layout needs. */
@ControllerAdvice
class FramingPages {

    private final MessageSource texts;
    private final Programme programme;

    FramingPages(MessageSource texts, Programme programme) {
        this.texts = texts;
        this.programme = programme;
    }

    /** Programs see no page, and ask often. What went wrong for one may be shown to a person. */
    @ModelAttribute
    void frame(HttpServletRequest request, Locale locale, Model model) {
        var site = Site.of(request);
        if (site == Site.API && request.getDispatcherType() == DispatcherType.REQUEST) {
            return;
        }
        // The token's cookie can only be set before the first bytes of a long page have left.
        if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
            token.getToken();
        }
        var viewer = Viewer.of(request).orElse(null);
        var zone = viewer == null ? programme.zone() : viewer.profile().zone();
        model.addAttribute("frame", frame(request, site));
        model.addAttribute("viewer", viewer);
        // A form was refused for its token, as the door says; the page for 403 then speaks of the form.
        model.addAttribute("formTooOld", request.getAttribute("formTooOld") != null);
        model.addAttribute("say", new Phrases(texts, locale, zone));
    }

    private static Frame frame(HttpServletRequest request, Site site) {
        var theme = WebUtils.getCookie(request, Theme.COOKIE);
        return new Frame(
                Theme.of(theme == null ? null : theme.getValue()),
                wayBack(request),
                site.home(),
                site.preferences(),
                RequestIds.of(request));
    }

    private static String wayBack(HttpServletRequest request) {
        var address = Site.address(request);
        var query = request.getQueryString();
        return HttpMethod.GET.matches(request.getMethod()) && query != null ? address + "?" + query : address;
    }
}
