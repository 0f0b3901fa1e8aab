/** What the tests of every floor, and the development start, stand on: a database, a clock, threads that begin together. */
@NullMarked
package io.perennial.testing;

import org.jspecify.annotations.NullMarked;
