/** Invitation codes and whose they are. */
@NullMarked
package io.perennial.referrals.domain;

import org.jspecify.annotations.NullMarked;
