/** The ledger and the rules in the database. */
@NullMarked
package io.perennial.points.adapter.jooq;

import org.jspecify.annotations.NullMarked;
