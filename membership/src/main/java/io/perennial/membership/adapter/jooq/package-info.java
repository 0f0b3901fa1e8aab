/** Membership's collections, and its ports that only read, on the database. */
@NullMarked
package io.perennial.membership.adapter.jooq;

import org.jspecify.annotations.NullMarked;
