package io.perennial.points;

import io.perennial.membership.MemberId;
import java.util.Optional;

/**
 * The code by which a member lets others send them points. Whoever sends knows the code from the receiver, so nobody learns
 * from us whether an address belongs to a member; a code cannot be guessed (50 bits), and an old one leads nowhere.
 */
public interface KeepReceivingCode {

    /** The present one; made when there is none yet. */
    String of(MemberId member);

    /** Another one; the one before leads nowhere from now on. */
    String renew(MemberId member);

    /** @param code as someone typed it: case and blanks do not matter */
    Optional<MemberId> find(String code);
}
