package io.perennial.points.application;

import static java.util.stream.Collectors.groupingBy;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Circumstances;
import io.perennial.insights.Condition;
import io.perennial.insights.ReadActivities.Cursor;
import io.perennial.insights.ReadSegments;
import io.perennial.insights.ReadSegments.Stays;
import io.perennial.insights.ReadStream;
import io.perennial.insights.ReadStream.Streamed;
import io.perennial.insights.ReadStream.Wanted;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.ReadStanding.TierChange;
import io.perennial.points.EarnRule;
import io.perennial.points.ReadPilots;
import io.perennial.points.ReadRules;
import io.perennial.points.ReadRules.Published;
import io.perennial.points.RuleId;
import io.perennial.points.domain.EarnRules;
import io.perennial.points.domain.Pilots;
import io.perennial.points.domain.Pilots.Key;
import io.perennial.points.domain.Pilots.Payments;
import io.perennial.points.domain.Pilots.Trial;
import io.perennial.points.domain.RuleBook;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class ReadingPilots implements ReadPilots {

    private static final int CHUNK = 2_000;

    private final Pilots pilots;
    private final Participants participants;
    private final EarnRules rules;
    private final ReadRules readRules;
    private final ReadStream stream;
    private final ReadStanding standings;
    private final ReadLadder ladder;
    private final ReadSegments segments;
    private final Programme programme;
    private final Clock clock;

    ReadingPilots(
            Pilots pilots,
            Participants participants,
            EarnRules rules,
            ReadRules readRules,
            ReadStream stream,
            ReadStanding standings,
            ReadLadder ladder,
            ReadSegments segments,
            Programme programme,
            Clock clock) {
        this.pilots = pilots;
        this.participants = participants;
        this.rules = rules;
        this.readRules = readRules;
        this.stream = stream;
        this.standings = standings;
        this.ladder = ladder;
        this.segments = segments;
        this.programme = programme;
        this.clock = clock;
    }

    @Override
    public List<Pilot> all() {
        var histories = readRules.all().stream()
                .collect(groupingBy(version -> version.rule().id()));
        // One that another instance published a moment ago may not be among them yet.
        return pilots(pilots.all(), rule -> histories.getOrDefault(rule, List.of()));
    }

    @Override
    public List<Pilot> of(RuleId rule) {
        return pilots(rule, pilots.of(rule));
    }

    @Override
    public Optional<Pilot> find(RuleId rule) {
        return of(rule).stream().findFirst();
    }

    @Override
    public Optional<Pilot> find(RuleId rule, int since) {
        return pilots(rule, trial(rule, since).stream().toList()).stream().findFirst();
    }

    private List<Pilot> pilots(RuleId rule, List<Trial> trials) {
        var history = readRules.history(rule);
        return pilots(trials, _ -> history);
    }

    private Optional<Trial> trial(RuleId rule, int since) {
        return pilots.of(rule).stream()
                .filter(trial -> trial.key().since() == since)
                .findFirst();
    }

    private List<Pilot> pilots(List<Trial> trials, Function<RuleId, List<Published>> histories) {
        if (trials.isEmpty()) {
            return List.of();
        }
        var answers = pilots.answers(trials.stream().map(Trial::key).toList());
        var shown = new ArrayList<Pilot>();
        for (var trial : trials) {
            var history = histories.apply(trial.key().rule());
            version(history, trial.version())
                    .ifPresent(rule -> shown.add(new Pilot(
                            rule,
                            trial.key().since(),
                            before(history, trial.key().since()),
                            trial.audience(),
                            trial.question(),
                            trial.startedAt(),
                            trial.state(),
                            Optional.ofNullable(trial.endedAt()),
                            answers.getOrDefault(trial.key(), Map.of()))));
        }
        return shown;
    }

    private static Optional<EarnRule> version(List<Published> history, int version) {
        return history.stream()
                .map(Published::rule)
                .filter(rule -> rule.version() == version)
                .findFirst();
    }

    private static @Nullable EarnRule before(List<Published> history, int since) {
        return history.stream()
                .map(Published::rule)
                .filter(rule -> rule.version() < since && rule.isForEveryone())
                .max(Comparator.comparingInt(EarnRule::version))
                .orElse(null);
    }

    @Override
    public List<Invitation> of(MemberId member) {
        var parts = participants.trialsOf(member);
        if (parts.isEmpty()) {
            return List.of();
        }
        var given = pilots.answersOf(
                member, parts.stream().map(part -> part.trial().key()).toList());
        return parts.stream()
                .map(part -> new Invitation(
                        part.rule(),
                        part.trial().question(),
                        Optional.ofNullable(given.get(part.trial().key()))))
                .toList();
    }

    @Override
    public List<Comment> comments(RuleId rule, int since, int limit) {
        return pilots.comments(new Key(rule, since), limit);
    }

    @Override
    public Optional<Comparison> compare(RuleId rule, int since) {
        return trial(rule, since).map(trial -> new Reading(trial).compare());
    }

    /** One look at what both groups did. */
    private final class Reading {

        private final RuleId rule;
        private final int since;
        private final Instant from;
        private final Instant until;
        private final RuleBook book = rules.book();
        private final ActivityType type;
        private final Map<MemberId, List<TierChange>> changes = new HashMap<>();
        private final Map<MemberId, Stays> stays = new HashMap<>();
        private final Doings trying = new Doings();
        private final Doings others = new Doings();

        Reading(Trial trial) {
            rule = trial.key().rule();
            since = trial.key().since();
            var tried = version(readRules.history(rule), since).orElseThrow();
            from = tried.effectiveFrom();
            type = tried.activityType();
            var end = trial.endedAt() == null ? clock.instant() : trial.endedAt();
            until = end.isBefore(from) ? from : end;
        }

        Comparison compare() {
            var wanted = new Wanted(Set.of(type), Condition.none(), from, until, programme.zone(), false);
            var counted = until;
            var complete = true;
            var read = 0;
            var after = Optional.<Cursor>empty();
            while (true) {
                var chunk = stream.chunk(wanted, after, CHUNK);
                learn(chunk);
                chunk.forEach(this::count);
                read += chunk.size();
                if (chunk.size() < CHUNK) {
                    break;
                }
                after = Optional.of(chunk.getLast().recorded().cursor());
                if (read >= MOST_ACTIVITIES) {
                    complete = false;
                    counted = chunk.getLast().recorded().happenedAt();
                    break;
                }
            }
            var paid = pilots.payments(rule, from, counted);
            return new Comparison(
                    from, counted, complete, trying.group(sum(paid, true)), others.group(sum(paid, false)));
        }

        private Payments sum(Map<Integer, Payments> paid, boolean tried) {
            return paid.entrySet().stream()
                    .filter(version -> version.getKey() >= since == tried)
                    .map(Map.Entry::getValue)
                    .reduce(
                            new Payments(0, 0, 0),
                            (one, other) -> new Payments(
                                    one.paid() + other.paid(),
                                    one.points() + other.points(),
                                    one.growth() + other.growth()));
        }

        /** How those climbed, and to which segments they belonged, who are met for the first time, where it matters. */
        private void learn(List<Streamed> chunk) {
            if (book.choosesByTier(rule)) {
                var strangers = strangersTo(changes, chunk);
                var found = standings.changes(strangers);
                strangers.forEach(member -> changes.put(member, found.getOrDefault(member, List.of())));
            }
            if (book.choosesBySegment(rule)) {
                var strangers = strangersTo(stays, chunk);
                var found = segments.stays(strangers);
                strangers.forEach(member -> stays.put(member, found.getOrDefault(member, Stays.NONE)));
            }
        }

        private static Set<MemberId> strangersTo(Map<MemberId, ?> known, List<Streamed> chunk) {
            return chunk.stream()
                    .map(each -> each.recorded().member())
                    .filter(member -> !known.containsKey(member))
                    .collect(Collectors.toSet());
        }

        private void count(Streamed activity) {
            var recorded = activity.recorded();
            var circumstances = new Circumstances(
                    recorded.member(),
                    recorded.type(),
                    recorded.happenedAt(),
                    recorded.channel(),
                    recorded.store(),
                    recorded.amount(),
                    List.of(),
                    tierAt(recorded.happenedAt(), changes.getOrDefault(recorded.member(), List.of())),
                    null,
                    false,
                    programme.zone(),
                    stays.getOrDefault(recorded.member(), Stays.NONE).at(recorded.happenedAt()));
            var isTrying = book.versionFor(rule, circumstances)
                    .filter(version -> version.version() >= since)
                    .isPresent();
            (isTrying ? trying : others).add(activity, programme);
        }

        private String tierAt(Instant moment, List<TierChange> climbed) {
            return climbed.reversed().stream()
                    .filter(change -> !change.happenedAt().isAfter(moment))
                    .findFirst()
                    .map(change -> change.to().code())
                    .orElseGet(() -> ladder.ladder().lowest().code());
        }
    }

    /** What a group did. */
    private static final class Doings {

        private final Set<MemberId> members = new HashSet<>();
        private long activities;
        private BigDecimal spent = BigDecimal.ZERO;

        void add(Streamed activity, Programme programme) {
            members.add(activity.recorded().member());
            activities++;
            var amount = activity.recorded().amount();
            if (amount != null && amount.getCurrencyUnit().getCode().equals(programme.usualCurrency())) {
                spent = spent.add(amount.getAmount());
            }
        }

        Group group(Payments paid) {
            return new Group(members.size(), activities, spent, paid.paid(), paid.points(), paid.growth());
        }
    }
}
