package io.perennial.rewards.application;

import io.perennial.membership.RecordChange;
import io.perennial.membership.RecordChange.Change;
import io.perennial.membership.StaffId;
import io.perennial.points.Points;
import io.perennial.points.ReturnPoints;
import io.perennial.rewards.RedemptionCancelled;
import io.perennial.rewards.RedemptionHandedOver;
import io.perennial.rewards.RedemptionId;
import io.perennial.rewards.RedemptionStatus;
import io.perennial.rewards.SettleRedemption;
import io.perennial.rewards.domain.Allowances;
import io.perennial.rewards.domain.Redemption;
import io.perennial.rewards.domain.Redemptions;
import io.perennial.rewards.domain.Stocks;
import java.time.Clock;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The guarded change of the status comes first: whoever comes second finds it changed, and changes nothing. */
@Component
class SettlingRedemption implements SettleRedemption {

    private static final int LONGEST_REASON = 200;

    private final Redemptions redemptions;
    private final Allowances allowances;
    private final Stocks stocks;
    private final ReturnPoints points;
    private final RecordChange audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SettlingRedemption(
            Redemptions redemptions,
            Allowances allowances,
            Stocks stocks,
            ReturnPoints points,
            RecordChange audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.redemptions = redemptions;
        this.allowances = allowances;
        this.stocks = stocks;
        this.points = points;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @RetriedOnContention
    @Transactional
    public Outcome handOver(RedemptionId id, StaffId by) {
        var found = redemptions.find(id);
        if (found.isEmpty()) {
            return new Outcome.UnknownRedemption();
        }
        var redemption = found.get();
        var now = clock.instant();
        if (!redemptions.settle(redemption, RedemptionStatus.HANDED_OVER, null, by, now)) {
            return already(id);
        }
        record(by, "redemption.handed-over", redemption, Map.of("status", RedemptionStatus.HANDED_OVER));
        events.publishEvent(new RedemptionHandedOver(id, redemption.member(), now));
        return new Outcome.HandedOver();
    }

    @Override
    @RetriedOnContention
    @Transactional
    public Outcome cancel(RedemptionId id, String reason, StaffId by) {
        var why = reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            return new Outcome.ReasonMissing();
        }
        var found = redemptions.find(id);
        if (found.isEmpty()) {
            return new Outcome.UnknownRedemption();
        }
        var redemption = found.get();
        var now = clock.instant();
        if (!redemptions.settle(redemption, RedemptionStatus.CANCELLED, why, by, now)) {
            return already(id);
        }
        allowances.giveBack(redemption);
        var given = giveBack(redemption, why);
        record(
                by,
                "redemption.cancelled",
                redemption,
                Map.of("status", RedemptionStatus.CANCELLED, "reason", why, "points", given.value()));
        events.publishEvent(new RedemptionCancelled(id, redemption.member(), given.value(), why, now));
        stocks.putBack(redemption.reward());
        return new Outcome.Cancelled(given);
    }

    private Points giveBack(Redemption redemption, String reason) {
        return switch (points.giveBack(redemption.member(), redemption.spendingKey(), reason)) {
            case ReturnPoints.Outcome.GivenBack given -> given.points();
            case ReturnPoints.Outcome.UnknownSpending _ ->
                throw new IllegalStateException("no points were spent on redemption " + redemption.id());
        };
    }

    private Outcome already(RedemptionId id) {
        return new Outcome.Already(redemptions.find(id).orElseThrow().status());
    }

    private void record(StaffId by, String action, Redemption redemption, Map<String, ?> after) {
        var before = DescribingChanges.json(Map.of("status", RedemptionStatus.ORDERED));
        audit.record(new Change(
                by,
                action,
                "redemption",
                redemption.id().toString(),
                before,
                DescribingChanges.json(after),
                redemption.member()));
    }
}
