/** What points does as a consequence of what happened on the floors below. */
@NullMarked
package io.perennial.points.adapter.listener;

import org.jspecify.annotations.NullMarked;
