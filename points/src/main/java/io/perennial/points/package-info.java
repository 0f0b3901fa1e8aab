/**
 * What it is worth: earn rules, the ledger of points, and what members do for prizes.
 *
 * <p><b>Owns</b> earn rules with all their versions; entries, lots and allocations of every member; balances; check-ins,
 * days in a row, missions and badges.
 *
 * <p><b>Promises</b> that a member's balance is the sum of their entries and the sum of their open lots, always, unless
 * they owe; that it is never below zero; that entries are chained by hashes, so that whoever keeps one can prove all
 * before; that points are spent from the lot that expires first, and given back to the very lots they came from; that a
 * transfer arrives or comes back, and never prolongs a lot; that one business key moves points once, for ever; that each
 * entry says why it is what it is; that a day counts once and a prize is given once for what it is for, whoever tells it
 * how often.
 *
 * <p><b>Never</b> changes or deletes an entry, rounds in floating point, or lets anyone else write a balance.
 */
@NullMarked
@ApplicationModule(
        displayName = "Points",
        allowedDependencies = {"insights", "membership"})
package io.perennial.points;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
