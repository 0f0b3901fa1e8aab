/**
 * Members bring their friends.
 *
 * <p><b>Owns</b> personal invitation codes; and will own who invited whom, when an invitation counts, and the rewards of
 * both sides.
 *
 * <p><b>Promises</b> that a member has one code, that it does not change, and that it cannot be guessed from another.
 *
 * <p><b>Contents</b>
 *
 * <ul>
 *   <li><b>Codes</b>: {@link InviteFriends}.
 * </ul>
 *
 * <p><b>Never</b> writes a balance: both sides will be rewarded through the points module's ports.
 */
@NullMarked
@ApplicationModule(
        displayName = "Referrals",
        allowedDependencies = {"points", "membership"})
package io.perennial.referrals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
