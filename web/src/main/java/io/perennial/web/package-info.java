/**
 * The doors: the members' portal, the staff's admin site, the HTTP API, and files that are imported.
 *
 * <p><b>Owns</b> pages and their texts, sign-in sessions, API keys, imports, and the jobs that run by the clock.
 *
 * <p><b>Promises</b> that each refusal of a port becomes its own sentence or problem document; that nothing which a person
 * typed is shown unescaped; that an import goes on where it was after a restart.
 *
 * <p><b>Never</b> decides anything about points, tiers or rewards: controllers hold only ports. Nothing depends on web.
 */
@NullMarked
@ApplicationModule(
        displayName = "Web",
        allowedDependencies = {"recall", "referrals", "rewards", "points", "insights", "membership"})
package io.perennial.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
