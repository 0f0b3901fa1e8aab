package io.perennial.points.application;

import io.perennial.membership.Programme;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RunTransactions;
import io.perennial.membership.StaffId;
import io.perennial.points.Mission;
import io.perennial.points.MissionId;
import io.perennial.points.MissionPublished;
import io.perennial.points.PublishMission;
import io.perennial.points.ReadMissions.Published;
import io.perennial.points.domain.EarnedBadges;
import io.perennial.points.domain.Missions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

@Component
class PublishingMission implements PublishMission {

    private final RunTransactions transactions;
    private final Missions missions;
    private final EarnedBadges badges;
    private final ReadLadder ladder;
    private final Programme programme;
    private final RecordChange changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PublishingMission(
            RunTransactions transactions,
            Missions missions,
            EarnedBadges badges,
            ReadLadder ladder,
            Programme programme,
            RecordChange changes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.missions = missions;
        this.badges = badges;
        this.ladder = ladder;
        this.programme = programme;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Outcome publish(Mission mission, StaffId by) {
        return unknown(mission).orElseGet(() -> transactions.run(() -> add(mission, by)));
    }

    /** What it names and does not exist. */
    private Optional<Outcome> unknown(Mission mission) {
        var tiers = ladder.ladder();
        for (var code : mission.tiers()) {
            if (tiers.find(code).isEmpty()) {
                return Optional.of(new Outcome.UnknownTier(code));
            }
        }
        for (var step : mission.steps()) {
            var currency = step.currency();
            if (currency != null && !programme.currencies().contains(currency.getCode())) {
                return Optional.of(new Outcome.CurrencyNotConfigured(currency.getCode()));
            }
        }
        var badge = mission.prize().badge();
        return badge == null || badges.available(Set.of(badge)).contains(badge)
                ? Optional.empty()
                : Optional.of(new Outcome.UnknownBadge(badge));
    }

    private Outcome add(Mission mission, StaffId by) {
        var now = clock.instant();
        var history = missions.lock(mission.id());
        var current = history.isEmpty() ? null : history.getLast();
        if ((current == null && mission.version() > 1)
                || (current != null && current.retiredAt().isPresent())) {
            return new Outcome.UnknownMission();
        }
        if (current != null && mission.version() != current.mission().version() + 1) {
            return new Outcome.ChangedMeanwhile(current.mission().version());
        }
        if (current != null && mission.recurrence() != current.mission().recurrence()) {
            return new Outcome.RecurrenceIsFixed();
        }
        if (mission.endsAt() != null && !mission.endsAt().isAfter(now)) {
            return new Outcome.EndsInThePast();
        }
        for (var step : mission.steps()) {
            if (history.stream()
                    .flatMap(each -> each.mission().step(step.key()).stream())
                    .anyMatch(before -> !before.countsAlike(step))) {
                return new Outcome.StepCountsSomethingElse(step.key());
            }
        }
        if (!missions.add(mission, now, by)) {
            return new Outcome.ChangedMeanwhile(mission.version());
        }
        missions.limit(mission.id(), mission.prizes());
        audit(by, "mission.published", mission.id(), current == null ? null : current.mission(), mission);
        events.publishEvent(new MissionPublished(mission.id(), mission.version(), now));
        return new Outcome.Done(mission.id(), mission.version());
    }

    @Override
    public Outcome retire(MissionId mission, StaffId by) {
        return transactions.run(() -> end(missions.lock(mission), by));
    }

    private Outcome end(List<Published> history, StaffId by) {
        if (history.isEmpty()) {
            return new Outcome.UnknownMission();
        }
        var current = history.getLast();
        var mission = current.mission();
        if (current.retiredAt().isEmpty()) {
            missions.retire(mission.id(), clock.instant());
            audit(by, "mission.retired", mission.id(), mission, null);
        }
        return new Outcome.Done(mission.id(), mission.version());
    }

    private void audit(
            StaffId by, String action, MissionId mission, @Nullable Mission before, @Nullable Mission after) {
        changes.record(new RecordChange.Change(
                by,
                action,
                "mission",
                mission.toString(),
                before == null ? null : missions.asJson(before),
                after == null ? null : missions.asJson(after)));
    }
}
