package io.perennial.membership.domain;

import io.perennial.membership.Ceremony;
import io.perennial.membership.KeyHolder;
import io.perennial.membership.domain.Passkeys.Key;
import java.util.List;
import java.util.Optional;

/** What browsers are asked about passkeys, and whether their answers hold. */
public interface PasskeyCeremonies {

    /** Asks for a new key, on a device that has none of these. */
    Ceremony toAdd(KeyHolder holder, String called, List<Key> had, String origin);

    /** The key of a right answer. */
    Optional<Key> added(KeyHolder holder, String challenge, String answer, String origin);

    /** Asks for one of these keys, or for any that the device has when none are named. */
    Ceremony toUse(List<Key> allowed, boolean holderMustBeVerified, String origin);

    /** With which key the browser signed the challenge, if the answer is right; what the device told with it is kept. */
    Optional<Key> used(List<Key> allowed, boolean holderMustBeVerified, String challenge, String answer, String origin);
}
