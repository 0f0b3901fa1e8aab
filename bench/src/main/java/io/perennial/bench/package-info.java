/** Measures Perennial beside hand-written JDBC for the same promise, on the same database, in the same minutes. */
@NullMarked
package io.perennial.bench;

import org.jspecify.annotations.NullMarked;
