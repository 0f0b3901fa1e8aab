package io.perennial.points.application;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Circumstances;
import io.perennial.insights.Condition.Ask;
import io.perennial.insights.Judgement;
import io.perennial.insights.ReadSegments;
import io.perennial.insights.ReadSegments.Stays;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadStanding;
import io.perennial.points.EarnRule;
import io.perennial.points.domain.EarnRules;
import io.perennial.points.domain.Pilots;
import io.perennial.points.domain.Pilots.Trial;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Who takes part in which trial at this moment. */
@Component
class Participants {

    private final Pilots pilots;
    private final EarnRules rules;
    private final ReadStanding standings;
    private final ReadSegments segments;
    private final Programme programme;
    private final Clock clock;

    Participants(
            Pilots pilots,
            EarnRules rules,
            ReadStanding standings,
            ReadSegments segments,
            Programme programme,
            Clock clock) {
        this.pilots = pilots;
        this.rules = rules;
        this.standings = standings;
        this.segments = segments;
        this.programme = programme;
        this.clock = clock;
    }

    /** @param rule the newest version of the trial */
    record Part(Trial trial, EarnRule rule) {}

    /** Those that run, have begun, and are for this member; newest first. */
    List<Part> trialsOf(MemberId member) {
        var running = pilots.running();
        if (running.isEmpty()) {
            return List.of();
        }
        var now = clock.instant();
        var book = rules.book();
        var begun = new ArrayList<Part>();
        for (var trial : running) {
            var rule = trial.key().rule();
            // Another instance may have published it a moment ago.
            if (book.knows(rule, trial.version())
                    && book.version(rule, trial.version()).inForceAt(now)) {
                begun.add(new Part(trial, book.version(rule, trial.version())));
            }
        }
        var standing =
                anyAsksFor(Ask.TIER, begun) ? standings.of(Set.of(member)).get(member) : null;
        var belongsTo = anyAsksFor(Ask.SEGMENTS, begun)
                ? segments.stays(Set.of(member))
                        .getOrDefault(member, Stays.NONE)
                        .at(now)
                : Set.<String>of();
        var circumstances = new Circumstances(
                member,
                ActivityType.PURCHASE,
                now,
                "web",
                null,
                null,
                List.of(),
                standing == null ? null : standing.tier().code(),
                null,
                false,
                programme.zone(),
                belongsTo);
        return begun.stream()
                .filter(part ->
                        Judgement.judge(part.rule().audience(), circumstances).holds())
                .toList();
    }

    private static boolean anyAsksFor(Ask what, List<Part> begun) {
        return begun.stream().anyMatch(part -> part.rule().audience().asks().contains(what));
    }
}
