/** What people do with Perennial, in a real browser. */
@NullMarked
package io.perennial.browser;

import org.jspecify.annotations.NullMarked;
