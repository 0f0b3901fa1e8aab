/** Membership started on its own, for its tests. */
@NullMarked
package io.perennial;

import org.jspecify.annotations.NullMarked;
