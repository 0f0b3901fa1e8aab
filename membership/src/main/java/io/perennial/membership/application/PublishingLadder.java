package io.perennial.membership.application;

import io.perennial.membership.EditLadder;
import io.perennial.membership.Ladder;
import io.perennial.membership.LadderPublished;
import io.perennial.membership.Programme;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RecordChange.Change;
import io.perennial.membership.StaffId;
import io.perennial.membership.TiersChanged;
import io.perennial.membership.domain.Edition;
import io.perennial.membership.domain.LadderEdit;
import io.perennial.membership.domain.Ladders;
import io.perennial.membership.domain.Standings;
import io.perennial.membership.domain.TierStep;
import io.perennial.membership.domain.Yardstick;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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
    private final Programme programme;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PublishingLadder(
            Ladders ladders,
            Standings standings,
            RecordChange recordChange,
            Programme programme,
            ApplicationEventPublisher events,
            Clock clock) {
        this.ladders = ladders;
        this.standings = standings;
        this.recordChange = recordChange;
        this.programme = programme;
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
        var refused = refused(inForce, ladder, version);
        if (refused.isPresent()) {
            return refused.get();
        }
        var now = clock.instant();
        var edition = new Edition(version + 1, ladder);
        record("ladder.published", by, inForce, edition);
        ladders.keep(edition, now, now, by);
        return new Outcome.Published(enforce(edition, now));
    }

    @Override
    @Transactional
    public Outcome announce(Ladder ladder, int version, LocalDate from, StaffId by) {
        var now = clock.instant();
        var effective = from.atStartOfDay(programme.zone()).toInstant();
        if (!effective.isAfter(now)) {
            return new Outcome.DayIsOver();
        }
        var inForce = ladders.lock();
        var refused = refused(inForce, ladder, version);
        if (refused.isPresent()) {
            return refused.get();
        }
        var edition = new Edition(version + 1, ladder);
        ladders.keep(edition, now, effective, by);
        record("ladder.announced", by, inForce, edition);
        return new Outcome.Announced(edition.version());
    }

    @Override
    @Transactional
    public Outcome withdraw(int announced, StaffId by) {
        ladders.lock();
        var waiting = ladders.announced().filter(published -> published.version() == announced);
        if (waiting.isEmpty()) {
            return new Outcome.ChangedMeanwhile();
        }
        ladders.forgetAnnounced(announced);
        recordChange.record(new Change(
                by,
                "ladder.withdrawn",
                "ladder",
                String.valueOf(announced),
                AsJson.of(new Edition(announced, waiting.get().ladder())),
                null));
        return new Outcome.Withdrawn();
    }

    /** Puts the announced ladder in force when its day has come; in the caller's transaction. */
    boolean enforceAnnounced(Instant now) {
        if (isNotYet(now)) {
            return false;
        }
        ladders.lock();
        if (isNotYet(now)) {
            return false;
        }
        var announced = ladders.announced().orElseThrow();
        enforce(new Edition(announced.version(), announced.ladder()), now);
        return true;
    }

    private boolean isNotYet(Instant now) {
        return ladders.announced()
                .filter(announced -> !announced.from().isAfter(now))
                .isEmpty();
    }

    private Optional<Outcome> refused(Edition inForce, Ladder ladder, int version) {
        if (inForce.version() != version) {
            return Optional.of(new Outcome.ChangedMeanwhile());
        }
        var announced = ladders.announced();
        if (announced.isPresent()) {
            return Optional.of(new Outcome.AnotherAnnounced(announced.get().version()));
        }
        var edit = new LadderEdit(inForce.ladder(), ladder);
        var removed = edit.removed();
        if (removed.isPresent()) {
            return Optional.of(new Outcome.TierRemoved(removed.get().code()));
        }
        return edit.keepsOrder() ? Optional.empty() : Optional.of(new Outcome.OrderChanged());
    }

    private void record(String action, StaffId by, Edition before, Edition after) {
        recordChange.record(
                new Change(by, action, "ladder", String.valueOf(after.version()), AsJson.of(before), AsJson.of(after)));
    }

    private Impact enforce(Edition edition, Instant now) {
        forgetAfterwards();
        var impact = ladders.impact(edition.ladder());
        ladders.publish(edition, now);
        events.publishEvent(new LadderPublished(edition.version(), now));
        lift(new Yardstick(edition.ladder(), programme.zone()), now);
        ladders.line(edition.ladder(), now);
        return impact;
    }

    private void lift(Yardstick yardstick, Instant now) {
        for (var moves = ladders.lift(yardstick, LIFTED_AT_ONCE, now);
                !moves.isEmpty();
                moves = ladders.lift(yardstick, LIFTED_AT_ONCE, now)) {
            standings.storeSteps(
                    moves.stream().map(move -> new TierStep(move, now)).toList(), now);
            events.publishEvent(new TiersChanged(List.copyOf(moves), now));
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
