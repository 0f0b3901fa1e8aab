/** Invitation codes in the database. */
@NullMarked
package io.perennial.referrals.adapter.jooq;

import org.jspecify.annotations.NullMarked;
