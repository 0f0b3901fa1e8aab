/** When two activities are the same one, and what becomes of a batch of them. */
@NullMarked
package io.perennial.insights.domain;

import org.jspecify.annotations.NullMarked;
