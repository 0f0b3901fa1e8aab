/**
 * Members and how they stand: who they are, how they sign in, their growth and tier; and the staff who look after them.
 *
 * <p><b>Owns</b> members and their identifiers, credentials and one-time codes, growth value, the ladder of tiers, staff
 * with their roles, the audit trail of what staff changed, tags, the log of consents with its wordings, exports and
 * erasures, and the pictures that every floor draws anew here.
 *
 * <p><b>Promises</b> that an identifier belongs to one member only; that growth with the same business key is applied
 * once, for ever; that a tier rises in the very transaction in which its entry line is reached; that no change by staff
 * is stored without its line in the audit trail; that nobody agreed to anything unasked; that an erased member is erased in
 * all modules or in none.
 *
 * <p><b>Never</b> knows what a point, a purchase or a reward is, never demotes a member because a ladder was edited, and
 * never keeps a password, a code or a secret in a form from which it can be read back.
 */
@NullMarked
@ApplicationModule(
        displayName = "Membership",
        allowedDependencies = {})
package io.perennial.membership;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
