package io.perennial.web.security;

import io.perennial.web.pages.Site;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.stereotype.Component;

/**
 * Members and staff have sessions apart: the staff's cookie is never sent outside of the admin site, and someone who is
 * both can be signed in at both doors of one browser. Secure wherever the request came by https.
 */
@Component
class SessionCookies implements HttpSessionIdResolver {

    private static final Duration LONGEST = Duration.ofDays(30);
    private static final String FOUND = SessionRepositoryFilter.SESSION_REPOSITORY_ATTR + ".CURRENT_SESSION";

    private final HttpSessionIdResolver portal = cookie("session", "/");
    private final HttpSessionIdResolver admin = cookie("staff-session", "/admin");

    private static HttpSessionIdResolver cookie(String name, String path) {
        var cookie = new DefaultCookieSerializer();
        cookie.setCookieName(name);
        cookie.setCookiePath(path);
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        cookie.setCookieMaxAge((int) LONGEST.toSeconds());
        var resolver = new CookieHttpSessionIdResolver();
        resolver.setCookieSerializer(cookie);
        return resolver;
    }

    /** When an answer has left, the filter asks again for a session that it has found before: that is not read twice. */
    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        return request.getAttribute(FOUND) != null ? List.of() : at(request).resolveSessionIds(request);
    }

    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String session) {
        if (!response.isCommitted()) {
            at(request).setSessionId(request, response, session);
        }
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        at(request).expireSession(request, response);
    }

    private HttpSessionIdResolver at(HttpServletRequest request) {
        return Site.of(request) == Site.ADMIN ? admin : portal;
    }
}
