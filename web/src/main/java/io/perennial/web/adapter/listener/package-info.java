/** What web does as a consequence of what happened on the floors below. */
@NullMarked
package io.perennial.web.adapter.listener;

import org.jspecify.annotations.NullMarked;
