/** What happens by the clock, once in a cluster, whichever instance is free. */
@NullMarked
package io.perennial.web.jobs;

import org.jspecify.annotations.NullMarked;
