package io.perennial.points.adapter.listener;

import io.perennial.insights.KeepFacts;
import io.perennial.points.PointsAdjusted;
import io.perennial.points.PointsExpired;
import io.perennial.points.PointsGranted;
import io.perennial.points.PointsReleased;
import io.perennial.points.PointsReturned;
import io.perennial.points.PointsSpent;
import io.perennial.points.PointsTransferred;
import io.perennial.points.TransferReturned;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What members hold is one of the facts about them. Only a note is made, in the transaction of the change itself. Of what
 * activities earn and refunds take back, the stream has told already.
 */
@Component
class GatherOnPointsMoved {

    private final KeepFacts facts;

    GatherOnPointsMoved(KeepFacts facts) {
        this.facts = facts;
    }

    @EventListener
    void on(PointsSpent event) {
        facts.changed(event.spendings().stream().map(PointsSpent.Spent::member).toList());
    }

    @EventListener
    void on(PointsReturned event) {
        facts.changed(List.of(event.member()));
    }

    @EventListener
    void on(PointsReleased event) {
        facts.changed(
                event.releases().stream().map(PointsReleased.Release::member).toList());
    }

    @EventListener
    void on(PointsGranted event) {
        facts.changed(event.gifts().stream().map(PointsGranted.Gift::member).toList());
    }

    @EventListener
    void on(PointsExpired event) {
        facts.changed(
                event.expiries().stream().map(PointsExpired.Expiry::member).toList());
    }

    @EventListener
    void on(PointsAdjusted event) {
        facts.changed(List.of(event.member()));
    }

    @EventListener
    void on(PointsTransferred event) {
        facts.changed(List.of(event.from(), event.to()));
    }

    @EventListener
    void on(TransferReturned event) {
        facts.changed(List.of(event.from(), event.to()));
    }
}
