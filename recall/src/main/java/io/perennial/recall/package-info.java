/**
 * Wins back those who drift away.
 *
 * <p><b>Owns</b> what it means to have drifted away; and will own win-back journeys, their control groups and what they
 * cost per member won back.
 *
 * <p><b>Promises</b> that each verdict names the rule and the silence behind it.
 *
 * <p><b>Never</b> sends a message itself and never judges by anything that a member cannot be told.
 */
@NullMarked
@ApplicationModule(
        displayName = "Recall",
        allowedDependencies = {"insights", "membership"})
package io.perennial.recall;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
