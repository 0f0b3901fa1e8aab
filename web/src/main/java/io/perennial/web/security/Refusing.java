package io.perennial.web.security;

import io.perennial.web.pages.Site;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.FactorAuthorizationDecision;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/**
 * What people meet who may not go on: nobody yet is led to sign in, and told why when a session has ended; a form whose
 * token is missing or too old gets a page that explains it; staff get "not found" for what is
 * nowhere, and the rest gets the page "not for you". Requests by htmx are told
 * to load the whole page, for half a sign-in page inside another helps nobody.
 */
@Component
class Refusing implements AuthenticationEntryPoint, AccessDeniedHandler {

    static final String ENDED = "ended";
    static final String CLOSED = "closed";
    static final String OUT = "out";

    /** Told to the page for 403: the form was refused, not the person. */
    static final String FORM_TOO_OLD = "formTooOld";

    @Override
    public void commence(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException nobodySignedIn)
            throws IOException {
        var hadOne = request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid();
        leadToSignIn(request, response, hadOne ? ENDED : null);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refusal)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        if (refusal instanceof AuthorizationDeniedException denied
                && denied.getAuthorizationResult() instanceof FactorAuthorizationDecision) {
            leadTo(
                    SecondStep.of(request) == SecondStep.TO_SET_UP
                            ? "/admin/account/second-factor"
                            : "/admin/sign-in/second",
                    request,
                    response);
            return;
        }
        if (refusal instanceof CsrfException) {
            request.setAttribute(FORM_TOO_OLD, true);
        } else if (isNowhere(request)) {
            response.sendError(HttpStatus.NOT_FOUND.value());
            return;
        }
        response.sendError(HttpStatus.FORBIDDEN.value());
    }

    /** Of what no area holds, everyone is told the same, whatever their roles. */
    private static boolean isNowhere(HttpServletRequest request) {
        return request.getAttribute(StaffRights.ATTRIBUTE) != null
                && Site.of(request) == Site.ADMIN
                && Stream.of(StaffArea.values()).noneMatch(area -> area.holds(Site.address(request)));
    }

    void signOut(HttpServletRequest request, HttpServletResponse response, String why) throws IOException {
        new SecurityContextLogoutHandler().logout(request, response, null);
        leadToSignIn(request, response, why);
    }

    void signedOut(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication who)
            throws IOException {
        leadToSignIn(request, response, OUT);
    }

    private static void leadToSignIn(HttpServletRequest request, HttpServletResponse response, @Nullable String why)
            throws IOException {
        var page = Site.of(request) == Site.ADMIN ? "/admin/sign-in" : "/sign-in";
        leadTo(page + (why == null ? "" : "?why=" + why), request, response);
    }

    private static void leadTo(String page, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var address = request.getContextPath() + page;
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", address);
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return;
        }
        response.sendRedirect(address);
    }
}
