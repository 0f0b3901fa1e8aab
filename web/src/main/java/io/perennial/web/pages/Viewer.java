package io.perennial.web.pages;

import io.perennial.membership.MemberStatus;
import io.perennial.membership.ReadMember;
import jakarta.servlet.ServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The member who is signed in, as they are at this very request. */
public record Viewer(ReadMember.Profile profile) {

    private static final String ATTRIBUTE = Viewer.class.getName();

    public @Nullable String name() {
        return profile.displayName();
    }

    public boolean frozen() {
        return profile.status() == MemberStatus.FROZEN;
    }

    public boolean closing() {
        return profile.closingAt() != null;
    }

    /** Lets the pages of this request know who looks at them. */
    public void looksAt(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    public static Optional<Viewer> of(ServletRequest request) {
        return Optional.ofNullable((Viewer) request.getAttribute(ATTRIBUTE));
    }
}
