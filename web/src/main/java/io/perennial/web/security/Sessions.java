package io.perennial.web.security;

import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
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
 * holds nothing but whose it is, and of staff the ids of the members they looked at last: what that person may do is asked
 * anew on each request.
 */
@Component
public class Sessions {

    private static final Duration MEMBERS_STAY = Duration.ofDays(30);
    private static final Duration STAFF_STAYS = Duration.ofHours(8);
    private static final String STAFF = "STAFF";
    private static final String DEVICE = "device";
    private static final int KEY_BYTES = 12;

    private final SecurityContextRepository contexts;
    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final SessionAuthenticationStrategy opening;
    private final RequestCache wantedPages;
    private final Clock clock;

    Sessions(
            SecurityContextRepository contexts,
            CsrfTokenRepository tokens,
            RequestCache wantedPages,
            FindByIndexNameSessionRepository<? extends Session> sessions,
            Clock clock) {
        this.contexts = contexts;
        this.sessions = sessions;
        this.wantedPages = wantedPages;
        this.clock = clock;
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
        open(SignedInStaff.of(staff), STAFF, STAFF_STAYS, request, response);
    }

    /** After the second step as well: the session gets a new id once more, and remembers that it was taken. */
    public void openWithSecondFactor(StaffId staff, HttpServletRequest request, HttpServletResponse response) {
        var factor = FactorGrantedAuthority.withAuthority(SecondStep.FACTOR)
                .issuedAt(clock.instant())
                .build();
        var authorities = List.of(new SimpleGrantedAuthority(STAFF), factor);
        open(SignedInStaff.of(staff), authorities, STAFF_STAYS, request, response);
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

    /** Where this member is signed in: here first, then where they were seen last. */
    public List<Device> devices(MemberId member, HttpServletRequest request) {
        return devices(SignedInMember.of(member), request);
    }

    /** Where this person is signed in: here first, then where they were seen last. */
    public List<Device> devices(StaffId staff, HttpServletRequest request) {
        return devices(SignedInStaff.of(staff), request);
    }

    private List<Device> devices(AuthenticatedPrincipal who, HttpServletRequest request) {
        var here = request.getSession().getId();
        return sessions.findByPrincipalName(who.getName()).values().stream()
                .map(session -> new Device(
                        key(session.getId()),
                        Objects.requireNonNullElse(session.getAttribute(DEVICE), ""),
                        session.getCreationTime(),
                        session.getLastAccessedTime(),
                        session.getId().equals(here)))
                .sorted(Comparator.comparing(Device::here)
                        .thenComparing(Device::lastSeenAt)
                        .reversed())
                .toList();
    }

    /** Ends one session of this member. @return whether there was one */
    public boolean end(MemberId member, String device) {
        return end(SignedInMember.of(member), device);
    }

    /** Ends one session of this person. @return whether there was one */
    public boolean end(StaffId staff, String device) {
        return end(SignedInStaff.of(staff), device);
    }

    private boolean end(AuthenticatedPrincipal who, String device) {
        var ended = sessions.findByPrincipalName(who.getName()).keySet().stream()
                .filter(session -> key(session).equals(device))
                .toList();
        ended.forEach(sessions::deleteById);
        return !ended.isEmpty();
    }

    /** Ends all sessions of this member. */
    public void endAll(MemberId member) {
        sessions.findByPrincipalName(SignedInMember.of(member).getName())
                .keySet()
                .forEach(sessions::deleteById);
    }

    /** Ends all sessions of this person. */
    public void endAll(StaffId staff) {
        sessions.findByPrincipalName(SignedInStaff.of(staff).getName()).keySet().forEach(sessions::deleteById);
    }

    /** Who knows the id of a session has the session, so no page shows it. */
    private static String key(String session) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(session.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, KEY_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * A browser in which somebody is signed in.
     *
     * @param key names it on a page
     * @param name what it said it is, blank when nothing is known
     * @param here whether it is the one that asks
     */
    public record Device(String key, String name, Instant signedInAt, Instant lastSeenAt, boolean here) {}

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
        open(who, List.of(new SimpleGrantedAuthority(authority)), stay, request, response);
    }

    private void open(
            AuthenticatedPrincipal who,
            List<? extends GrantedAuthority> authorities,
            Duration stay,
            HttpServletRequest request,
            HttpServletResponse response) {
        var authentication = UsernamePasswordAuthenticationToken.authenticated(who, null, authorities);
        opening.onAuthentication(authentication, request, response);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
        var session = request.getSession();
        session.setMaxInactiveInterval((int) stay.toSeconds());
        session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, who.getName());
        session.setAttribute(DEVICE, DeviceName.of(request.getHeader(HttpHeaders.USER_AGENT)));
        contexts.saveContext(context, request, response);
    }

    private List<String> elsewhere(AuthenticatedPrincipal who, HttpServletRequest request) {
        var here = request.getSession().getId();
        return sessions.findByPrincipalName(who.getName()).keySet().stream()
                .filter(session -> !session.equals(here))
                .toList();
    }
}
