package io.perennial.membership.domain;

import io.perennial.membership.MemberId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/** A member as enrolled: active, on the lowest tier, without growth. */
public record NewMember(
        MemberId id, Optional<DisplayName> displayName, Locale locale, ZoneId zone, String via, Instant enrolledAt) {

    private static final int LONGEST_VIA = 32;

    public NewMember {
        if (via.isBlank() || via.length() > LONGEST_VIA) {
            throw new IllegalArgumentException("where a member enrolled is told in 1 to 32 characters");
        }
    }
}
