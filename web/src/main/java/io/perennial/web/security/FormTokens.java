package io.perennial.web.security;

import io.perennial.web.pages.Site;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;

/**
 * Tokens of forms, kept in a cookie, so that a passer-by who only looks at the sign-in page costs no session. The admin
 * site has its own: signing in at one door leaves forms that are open at the other valid.
 */
final class FormTokens implements CsrfTokenRepository {

    private final CookieCsrfTokenRepository portal = cookie("form", "/");
    private final CookieCsrfTokenRepository admin = cookie("staff-form", "/admin");

    private static CookieCsrfTokenRepository cookie(String name, String path) {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName(name);
        tokens.setCookiePath(path);
        tokens.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Lax"));
        return tokens;
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return at(request).generateToken(request);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        at(request).saveToken(token, request, response);
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return at(request).loadToken(request);
    }

    private CsrfTokenRepository at(HttpServletRequest request) {
        return Site.of(request) == Site.ADMIN ? admin : portal;
    }
}
