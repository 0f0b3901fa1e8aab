package io.perennial.web.security;

import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.DelegatingSecurityContextRepository;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.savedrequest.DefaultSavedRequest;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/**
 * Opens sessions for those whom a sign-in port has recognised, and ends them. A session gets a new id when it is opened, and
 * holds nothing but whose it is: what that person may do is asked anew on each request.
 */
@Component
public class Sessions {

    private static final Duration MEMBERS_STAY = Duration.ofDays(30);
    private static final Duration STAFF_STAYS = Duration.ofHours(8);

    private final SecurityContextRepository contexts;
    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final SessionAuthenticationStrategy opening;
    private final RequestCache wantedPages;

    Sessions(
            SecurityContextRepository contexts,
            CsrfTokenRepository tokens,
            RequestCache wantedPages,
            FindByIndexNameSessionRepository<? extends Session> sessions) {
        this.contexts = contexts;
        this.sessions = sessions;
        this.wantedPages = wantedPages;
        this.opening = new CompositeSessionAuthenticationStrategy(
                List.of(new ChangeSessionIdAuthenticationStrategy(), new CsrfAuthenticationStrategy(tokens)));
    }

    static SecurityContextRepository contexts() {
        return new DelegatingSecurityContextRepository(
                new RequestAttributeSecurityContextRepository(), new HttpSessionSecurityContextRepository());
    }

    public void open(MemberId member, HttpServletRequest request, HttpServletResponse response) {
        open(SignedInMember.of(member), SignedInMember.AUTHORITY, MEMBERS_STAY, request, response);
    }

    public void open(StaffId staff, HttpServletRequest request, HttpServletResponse response) {
        open(SignedInStaff.of(staff), "STAFF", STAFF_STAYS, request, response);
    }

    /** Where someone who has just signed in wanted to go, or else the first page. */
    public String wantedPage(HttpServletRequest request, HttpServletResponse response, String first) {
        var saved = wantedPages.getRequest(request, response);
        wantedPages.removeRequest(request, response);
        if (!(saved instanceof DefaultSavedRequest page) || page.getRequestURI() == null) {
            return first;
        }
        var address = page.getRequestURI().substring(request.getContextPath().length());
        return page.getQueryString() == null ? address : address + "?" + page.getQueryString();
    }

    /** How many other sessions this member has. */
    public long others(MemberId member, HttpServletRequest request) {
        return elsewhere(SignedInMember.of(member), request).size();
    }

    /** Ends all sessions of this member but the one that asks. */
    public void endOthers(MemberId member, HttpServletRequest request) {
        elsewhere(SignedInMember.of(member), request).forEach(sessions::deleteById);
    }

    /** Ends all sessions of this person but the one that asks. */
    public void endOthers(StaffId staff, HttpServletRequest request) {
        elsewhere(SignedInStaff.of(staff), request).forEach(sessions::deleteById);
    }

    private void open(
            AuthenticatedPrincipal who,
            String authority,
            Duration stay,
            HttpServletRequest request,
            HttpServletResponse response) {
        List<GrantedAuthority> authorities = List.of(new SimpleGrantedAuthority(authority));
        var authentication = UsernamePasswordAuthenticationToken.authenticated(who, null, authorities);
        opening.onAuthentication(authentication, request, response);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
        var session = request.getSession();
        session.setMaxInactiveInterval((int) stay.toSeconds());
        session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, who.getName());
        contexts.saveContext(context, request, response);
    }

    private List<String> elsewhere(AuthenticatedPrincipal who, HttpServletRequest request) {
        var here = request.getSession().getId();
        return sessions.findByPrincipalName(who.getName()).keySet().stream()
                .filter(session -> !session.equals(here))
                .toList();
    }
}
