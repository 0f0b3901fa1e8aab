/** For development: what would be sent to a phone is written to the log. */
@NullMarked
package io.perennial.membership.adapter.log;

import org.jspecify.annotations.NullMarked;
