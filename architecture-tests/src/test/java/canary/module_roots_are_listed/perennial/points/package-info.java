/** Lists {@link Listed} and {@link Vanished}, which is gone. */
package canary.module_roots_are_listed.perennial.points;
