/** Takes the primary of a replication group away under load, again and again, and counts what is missing or doubled afterwards. */
@NullMarked
package io.perennial.trials.group;

import org.jspecify.annotations.NullMarked;
