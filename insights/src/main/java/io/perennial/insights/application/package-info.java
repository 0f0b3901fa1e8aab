/** Takes activities into the stream. */
@NullMarked
package io.perennial.insights.application;

import org.jspecify.annotations.NullMarked;
