package io.perennial.web.security;

import io.perennial.membership.KeepSecondFactor;
import io.perennial.membership.SignInStaff;
import io.perennial.membership.SignInStaff.Staff;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the staff account on each request: a disabled one is signed out, a role given or taken acts at once, and so does a
 * second factor that was set up or became needed meanwhile. Of what the session knows only the factors count that were shown.
 */
final class StaffAtTheDoor extends OncePerRequestFilter {

    private final SignInStaff accounts;
    private final KeepSecondFactor factors;
    private final Refusing refusing;

    StaffAtTheDoor(SignInStaff accounts, KeepSecondFactor factors, Refusing refusing) {
        this.accounts = accounts;
        this.factors = factors;
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
        step(account.get(), authentication).isTheStepOf(request);
        var today = SecurityContextHolder.createEmptyContext();
        today.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                staff, null, authorities(account.get(), authentication)));
        SecurityContextHolder.setContext(today);
        chain.doFilter(request, response);
    }

    private SecondStep step(Staff account, Authentication session) {
        if (SecondStep.SHOWN.authorize(() -> session, account).isGranted()) {
            return SecondStep.DONE;
        }
        if (factors.isSetUp(account.id())) {
            return SecondStep.TO_SHOW;
        }
        return factors.isRequiredOf(account.roles()) ? SecondStep.TO_SET_UP : SecondStep.DONE;
    }

    private static List<GrantedAuthority> authorities(Staff account, Authentication session) {
        var authorities = new ArrayList<GrantedAuthority>();
        account.roles().forEach(role -> authorities.add(new SimpleGrantedAuthority("ROLE_" + role.name())));
        session.getAuthorities().stream()
                .filter(FactorGrantedAuthority.class::isInstance)
                .forEach(authorities::add);
        return authorities;
    }
}
