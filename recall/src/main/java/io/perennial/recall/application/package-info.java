/** Judges members by the churn rule in force. */
@NullMarked
package io.perennial.recall.application;

import org.jspecify.annotations.NullMarked;
