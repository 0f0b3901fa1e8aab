package io.perennial.web.security;

import io.perennial.membership.MemberStatus;
import io.perennial.membership.ReadMember;
import io.perennial.web.pages.Viewer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads the member's account on each request: one that was closed meanwhile is signed out, wherever they are. */
final class MemberAtTheDoor extends OncePerRequestFilter {

    private final ReadMember members;
    private final Refusing refusing;

    MemberAtTheDoor(ReadMember members, Refusing refusing) {
        this.members = members;
        this.refusing = refusing;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof SignedInMember member)) {
            chain.doFilter(request, response);
            return;
        }
        var open = members.find(member.id()).filter(profile -> profile.status() != MemberStatus.CLOSED);
        if (open.isEmpty()) {
            refusing.signOut(request, response, Refusing.CLOSED);
            return;
        }
        new Viewer(open.get()).looksAt(request);
        chain.doFilter(request, response);
    }
}
