/** The application that the tests of points start. */
@NullMarked
package io.perennial;

import org.jspecify.annotations.NullMarked;
