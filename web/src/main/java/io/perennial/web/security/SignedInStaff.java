package io.perennial.web.security;

import io.perennial.membership.StaffId;
import java.io.Serializable;
import java.util.UUID;
import org.springframework.security.core.AuthenticatedPrincipal;

/** The member of staff a session belongs to; controllers take it as {@code @AuthenticationPrincipal}. */
public record SignedInStaff(UUID value) implements AuthenticatedPrincipal, Serializable {

    public static SignedInStaff of(StaffId staff) {
        return new SignedInStaff(staff.value());
    }

    public StaffId id() {
        return new StaffId(value);
    }

    @Override
    public String getName() {
        return "staff:" + value;
    }
}
