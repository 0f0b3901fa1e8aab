package io.perennial.web.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;

/** Keeps the choice of language and theme in cookies, for anyone, and leads back to where it was made. */
@Controller
class PreferencesController {

    private final LocaleResolver languages;

    PreferencesController(LocaleResolver languages) {
        this.languages = languages;
    }

    @PostMapping({"/preferences", "/admin/preferences"})
    String choose(
            @RequestParam(required = false) @Nullable String language,
            @RequestParam(required = false) @Nullable String theme,
            @RequestParam(defaultValue = "/") String to,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (language != null) {
            languages.setLocale(request, response, Locale.forLanguageTag(language));
        }
        if (theme != null) {
            var cookie = ResponseCookie.from(Theme.COOKIE, Theme.of(theme).cookieValue())
                    .path("/")
                    .maxAge(Duration.ofDays(365))
                    .httpOnly(true)
                    .secure(request.isSecure())
                    .sameSite("Lax")
                    .build();
            response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        }
        return "redirect:" + WayBack.within(to);
    }
}
