/** What it means to have drifted away. */
@NullMarked
package io.perennial.recall.domain;

import org.jspecify.annotations.NullMarked;
