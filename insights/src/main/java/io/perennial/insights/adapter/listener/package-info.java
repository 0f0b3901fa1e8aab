/** What insights does as a consequence of what happened on the floor below. */
@NullMarked
package io.perennial.insights.adapter.listener;

import org.jspecify.annotations.NullMarked;
