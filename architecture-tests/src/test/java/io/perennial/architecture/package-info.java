/** The rules of the house, each with a canary that it rejects, and the documents that must stay true. */
@NullMarked
package io.perennial.architecture;

import org.jspecify.annotations.NullMarked;
