/** Work that waits in db-scheduler's table until an instance is free. */
@NullMarked
package io.perennial.web.adapter.scheduler;

import org.jspecify.annotations.NullMarked;
