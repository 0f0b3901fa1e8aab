/** What holds for rewards and redemptions, whatever they are stored in. */
@NullMarked
package io.perennial.rewards.domain;

import org.jspecify.annotations.NullMarked;
