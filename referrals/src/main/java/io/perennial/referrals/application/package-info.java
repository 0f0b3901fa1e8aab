/** Gives members their invitation codes and knows them again. */
@NullMarked
package io.perennial.referrals.application;

import org.jspecify.annotations.NullMarked;
