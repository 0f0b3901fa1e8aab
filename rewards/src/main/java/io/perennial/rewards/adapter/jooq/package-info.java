/** Rewards, redemptions and pictures in the database. */
@NullMarked
package io.perennial.rewards.adapter.jooq;

import org.jspecify.annotations.NullMarked;
