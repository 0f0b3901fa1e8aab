/** What the whole application stands on: the clock, the database's dialect, the migrations of all floors, the sessions. */
@NullMarked
package io.perennial.web.configuration;

import org.jspecify.annotations.NullMarked;
