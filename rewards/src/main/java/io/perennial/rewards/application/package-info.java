/** The use cases of rewards: one class a port in. */
@NullMarked
package io.perennial.rewards.application;

import org.jspecify.annotations.NullMarked;
