package io.perennial.web.security;

import io.perennial.membership.MemberId;
import java.io.Serializable;
import java.util.UUID;
import org.springframework.security.core.AuthenticatedPrincipal;

/** The member a session belongs to; controllers take it as {@code @AuthenticationPrincipal}. */
public record SignedInMember(UUID value) implements AuthenticatedPrincipal, Serializable {

    static final String AUTHORITY = "MEMBER";

    public static SignedInMember of(MemberId member) {
        return new SignedInMember(member.value());
    }

    public MemberId id() {
        return new MemberId(value);
    }

    @Override
    public String getName() {
        return "member:" + value;
    }
}
