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
 * <p><b>Contents</b>
 *
 * <ul>
 *   <li><b>What is paid for</b>: {@link EarnRule} with its {@link Formula}, {@link Cap} and {@link Stacking}, known by a {@link
 *       RuleId}; read by {@link ReadRules}, {@link ReadBudgets}, published by {@link PublishRule}, which says so by {@link
 *       RulePublished} and {@link RuleRetired}.
 *   <li><b>Before it is everyone's</b>: drafts by {@link KeepDraft} and {@link ReadDrafts}; tried on one sample by {@link
 *       AssessActivity}, on what happened by {@link SimulateRules}, with some members by {@link PilotRule} and {@link ReadPilots}.
 *   <li><b>Points</b>: {@link Points} and {@link CostOfPoints}; {@link EarnPoints} with {@link PointsEarned} and {@link
 *       PointsTakenBack}, {@link SpendPoints} with {@link PointsSpent}, {@link ReturnPoints} with {@link PointsReturned},
 *       {@link GrantPoints} with {@link PointsGranted}.
 *   <li><b>What is there and why</b>: {@link ReadBalance}; {@link ReadStatement} of entries, each of an {@link EntryKind} and
 *       with its {@link Why}.
 *   <li><b>Time</b>: {@link PointsPolicy}, read by {@link ReadPolicy}, published by {@link PublishPolicy}; {@link ReleasePoints}
 *       with {@link PointsReleased}, {@link ExpirePoints} with {@link PointsExpired}, {@link AnnounceExpiry}, {@link
 *       ProlongPoints}, {@link ExtendPoints}, {@link ReinstatePoints}, {@link ReadExtensions}.
 *   <li><b>By hand</b>: {@link AdjustPoints}, {@link AdjustmentId}, {@link EditAdjustmentReasons}, {@link ReadAdjustments}, {@link PointsAdjusted}; by file
 *       {@link AdjustByFile}, {@link AdjustmentFileId}.
 *   <li><b>From one to another</b>: {@link SendPoints}, {@link ReturnTransfer}, {@link SettleTransfers}, {@link ReadTransfers},
 *       {@link TransferId}, {@link KeepReceivingCode}, {@link PointsTransferred}, {@link TransferReturned}; stopped by {@link FreezeSending}; households by
 *       {@link KeepHousehold}, {@link PoolId}.
 *   <li><b>Day by day</b>: {@link CheckIn}, {@link MakeUpDay}, {@link ReadStreak}, {@link SettleStreak}; the plan: {@link StreakPlan}, {@link
 *       ReadStreakPlan}, {@link PublishStreakPlan}.
 *   <li><b>Missions</b>: {@link Mission}, {@link MissionId}, {@link Prize}, {@link PublishMission}, {@link MissionPublished},
 *       {@link ReadMissions}, {@link CountActivities}, {@link SettleMission}; badges: {@link Badge}, {@link BadgeId}, {@link
 *       EditBadges}, {@link ReadBadges}.
 *   <li><b>Books and proof</b>: {@link ReadTotals}, {@link Movements}, {@link ReadLiability}; {@link SealLedger}, {@link VerifyLedger}, {@link
 *       CheckLedger}, {@link ReadLedgerChecks}, {@link Reckonings} of other modules; {@link ReadProof}.
 * </ul>
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
