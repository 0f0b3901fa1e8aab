package io.perennial.web.security;

import io.perennial.membership.SignInStaff;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads the staff account on each request: a disabled one is signed out, a role given or taken acts at once. */
final class StaffAtTheDoor extends OncePerRequestFilter {

    private final SignInStaff accounts;
    private final Refusing refusing;

    StaffAtTheDoor(SignInStaff accounts, Refusing refusing) {
        this.accounts = accounts;
        this.refusing = refusing;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof SignedInStaff staff)) {
            chain.doFilter(request, response);
            return;
        }
        var account = accounts.find(staff.id());
        if (account.isEmpty()) {
            refusing.signOut(request, response, Refusing.ENDED);
            return;
        }
        request.setAttribute(StaffRights.ATTRIBUTE, new StaffRights(account.get()));
        var roles = account.get().roles().stream()
                .map(role -> "ROLE_" + role.name())
                .toArray(String[]::new);
        var today = SecurityContextHolder.createEmptyContext();
        today.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                staff, null, AuthorityUtils.createAuthorityList(roles)));
        SecurityContextHolder.setContext(today);
        chain.doFilter(request, response);
    }
}
