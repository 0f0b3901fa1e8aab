package io.perennial.membership.application;

import io.perennial.membership.EditLadder;
import io.perennial.membership.Ladder;
import io.perennial.membership.LadderPublished;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RecordChange.Change;
import io.perennial.membership.StaffId;
import io.perennial.membership.TiersChanged;
import io.perennial.membership.domain.Edition;
import io.perennial.membership.domain.LadderEdit;
import io.perennial.membership.domain.Ladders;
import io.perennial.membership.domain.Standings;
import io.perennial.membership.domain.TierStep;
import java.time.Clock;
import java.time.Instant;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The ladder is locked first. Whoever grows a member holds it still until their commit, so at the moment of the lifting all
 * growth by the old lines is stored, and what comes later is judged by the new ones: nobody falls between.
 */
@Component
class PublishingLadder implements EditLadder {

    /** So that a statement, and an event, stays of a bearable size however many members rise. */
    private static final int LIFTED_AT_ONCE = 1_000;

    private final Ladders ladders;
    private final Standings standings;
    private final RecordChange recordChange;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PublishingLadder(
            Ladders ladders,
            Standings standings,
            RecordChange recordChange,
            ApplicationEventPublisher events,
            Clock clock) {
        this.ladders = ladders;
        this.standings = standings;
        this.recordChange = recordChange;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Impact preview(Ladder ladder) {
        return ladders.impact(ladder);
    }

    @Override
    @Transactional
    public Outcome publish(Ladder ladder, int version, StaffId by) {
        var inForce = ladders.lock();
        if (inForce.version() != version) {
            return new Outcome.ChangedMeanwhile();
        }
        var edit = new LadderEdit(inForce.ladder(), ladder);
        var removed = edit.removed();
        if (removed.isPresent()) {
            return new Outcome.TierRemoved(removed.get().code());
        }
        if (!edit.keepsOrder()) {
            return new Outcome.OrderChanged();
        }
        var now = clock.instant();
        var edition = new Edition(version + 1, ladder);
        forgetAfterwards();
        ladders.publish(edition, now);
        recordChange.record(new Change(
                by,
                "ladder.published",
                "ladder",
                String.valueOf(edition.version()),
                AsJson.of(inForce),
                AsJson.of(edition)));
        events.publishEvent(new LadderPublished(edition.version(), now));
        var impact = ladders.impact(ladder);
        lift(ladder, now);
        return new Outcome.Published(impact);
    }

    private void lift(Ladder ladder, Instant now) {
        for (var moves = ladders.lift(ladder, LIFTED_AT_ONCE, now);
                !moves.isEmpty();
                moves = ladders.lift(ladder, LIFTED_AT_ONCE, now)) {
            standings.storeSteps(
                    moves.stream().map(move -> new TierStep(move, now)).toList(), now);
            events.publishEvent(new TiersChanged(moves, now));
        }
    }

    /** Whoever asked for the ladder during this transaction may have seen one that it then took back. */
    private void forgetAfterwards() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                ladders.forget();
            }
        });
    }
}
