/** Tries whether Perennial keeps every point while it is killed, cut off, starved and told everything twenty times. */
@NullMarked
package io.perennial.trials;

import org.jspecify.annotations.NullMarked;
