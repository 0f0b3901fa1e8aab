package io.perennial.points.domain;

import io.perennial.membership.MemberId;
import java.time.Instant;
import java.util.Optional;

/** Codes by which members let others send them points. */
public interface ReceivingCodes {

    Optional<String> of(MemberId member);

    Optional<MemberId> find(String code);

    /** @return the code that holds: of two who put at once, the first one's, unless one replaces */
    String put(MemberId member, String code, boolean replace, Instant at);
}
