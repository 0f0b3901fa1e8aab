package io.perennial.points.application;

import io.perennial.insights.ActivityId;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.insights.Condition.Ask;
import io.perennial.insights.ReadActivities;
import io.perennial.insights.ReadActivities.Cursor;
import io.perennial.insights.ReadSegments;
import io.perennial.insights.ReadSegments.Stays;
import io.perennial.insights.ReadStream;
import io.perennial.insights.ReadStream.Streamed;
import io.perennial.insights.ReadStream.Wanted;
import io.perennial.membership.Ladder;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.ReadMember;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.ReadStanding.TierChange;
import io.perennial.membership.Tier;
import io.perennial.points.EarnRule;
import io.perennial.points.SimulateRules;
import io.perennial.points.domain.EarnRules;
import io.perennial.points.domain.Pasts;
import io.perennial.points.domain.PointsPolicies;
import io.perennial.points.domain.Replay;
import io.perennial.points.domain.Replay.Beginning;
import io.perennial.points.domain.RuleBook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

@Component
class SimulatingRules implements SimulateRules {

    private static final int CHUNK = 2_000;
    private static final Instant ALWAYS = Instant.parse("1900-01-01T00:00:00Z");

    private final EarnRules rules;
    private final ReadStream stream;
    private final ReadActivities activities;
    private final ReadLadder ladders;
    private final ReadStanding standings;
    private final ReadMember members;
    private final ReadSegments stays;
    private final Pasts pasts;
    private final PointsPolicies policies;
    private final Programme programme;
    private final Clock clock;

    SimulatingRules(
            EarnRules rules,
            ReadStream stream,
            ReadActivities activities,
            ReadLadder ladders,
            ReadStanding standings,
            ReadMember members,
            ReadSegments stays,
            Pasts pasts,
            PointsPolicies policies,
            Programme programme,
            Clock clock) {
        this.rules = rules;
        this.stream = stream;
        this.activities = activities;
        this.ladders = ladders;
        this.standings = standings;
        this.members = members;
        this.stays = stays;
        this.pasts = pasts;
        this.policies = policies;
        this.programme = programme;
        this.clock = clock;
    }

    @Override
    public Outcome simulate(List<EarnRule> drafts, int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException("1 to " + MOST_DAYS + " days");
        }
        var until = clock.instant();
        return new Run(drafts, until.minus(Duration.ofDays(days)), until).compare();
    }

    /** One replay of both books at once. */
    private final class Run {

        private final List<EarnRule> drafts;
        private final Instant from;
        private final Instant until;
        private final Ladder ladder = ladders.ladder();
        private final RuleBook inForce = rules.book();
        private final RuleBook drafted;
        private final Set<ActivityId> refunded = new HashSet<>();
        private long told;
        private long refundsLeftOut;

        Run(List<EarnRule> drafts, Instant from, Instant until) {
            this.drafts = drafts;
            this.from = from;
            this.until = until;
            drafted = inForce.with(
                    drafts.stream().map(draft -> draft.during(ALWAYS, null)).toList());
        }

        Outcome compare() {
            var types = new HashSet<>(inForce.types());
            types.addAll(drafted.types());
            types.add(ActivityType.PURCHASE); // the first one of each member is known by it
            types.add(ActivityType.REFUND);
            var asks = new HashSet<>(inForce.everAsks());
            asks.addAll(drafted.everAsks());
            var wanted = wanted(types, asks.contains(Ask.ITEMS));
            var number = stream.count(wanted).certain();
            if (number > MOST_ACTIVITIES) {
                return new Outcome.TooMany(number);
            }
            read(
                    wanted(Set.of(ActivityType.REFUND), false),
                    chunk -> chunk.forEach(refund -> {
                        if (refund.recorded().refundOf() != null) {
                            refunded.add(refund.recorded().refundOf());
                        }
                    }));
            var refunds = policies.at(until).policy().refunds();
            var before = new Replay(inForce, ladder, programme.zone(), refunds, refunded);
            var after = new Replay(drafted, ladder, programme.zone(), refunds, refunded);
            read(wanted, chunk -> {
                begin(chunk, before, after, asks);
                for (var each : chunk) {
                    told++;
                    if (before.leavesOut(each)) {
                        refundsLeftOut++;
                    }
                    before.tell(each);
                    after.tell(each);
                }
            });
            return compared(before, after);
        }

        private Wanted wanted(Set<ActivityType> types, boolean items) {
            return new Wanted(types, Condition.none(), from, until, programme.zone(), items);
        }

        private void read(Wanted wanted, Consumer<List<Streamed>> with) {
            var after = Optional.<Cursor>empty();
            while (true) {
                var chunk = stream.chunk(wanted, after, CHUNK);
                with.accept(chunk);
                if (chunk.size() < CHUNK) {
                    return;
                }
                after = Optional.of(chunk.getLast().recorded().cursor());
            }
        }

        /** Looks up how those stood who are met for the first time: all of a chunk at once. */
        private void begin(List<Streamed> chunk, Replay before, Replay after, Set<Ask> asks) {
            var strangers = chunk.stream()
                    .map(each -> each.recorded().member())
                    .filter(member -> !before.members().contains(member))
                    .collect(Collectors.toSet());
            if (strangers.isEmpty()) {
                return;
            }
            var growth = standings.growthBefore(strangers, from);
            var changes = standings.changes(strangers);
            var balances = pasts.balances(strangers, from);
            var birthdays = asks.contains(Ask.BIRTHDAY) ? members.birthdays(strangers) : Map.<MemberId, LocalDate>of();
            var first = asks.contains(Ask.FIRST_PURCHASE)
                    ? activities.firstPurchases(strangers, List.of())
                    : Map.<MemberId, Instant>of();
            var segments = asks.contains(Ask.SEGMENTS) ? stays.stays(strangers) : Map.<MemberId, Stays>of();
            for (var member : strangers) {
                var beginning = new Beginning(
                        growth.getOrDefault(member, 0L),
                        tierBefore(changes.getOrDefault(member, List.of())),
                        balances.getOrDefault(member, 0L),
                        Optional.ofNullable(first.get(member))
                                .filter(moment -> moment.isBefore(from))
                                .isPresent(),
                        birthdays.get(member),
                        segments.getOrDefault(member, Stays.NONE));
                before.begin(member, beginning);
                after.begin(member, beginning);
            }
        }

        private Tier tierBefore(List<TierChange> changes) {
            return changes.reversed().stream()
                    .filter(change -> change.happenedAt().isBefore(from))
                    .findFirst()
                    .map(TierChange::to)
                    .orElse(ladder.lowest());
        }

        private Outcome compared(Replay before, Replay after) {
            var changes = new ArrayList<Change>();
            var moves = new HashMap<List<Tier>, Long>();
            for (var member : before.members()) {
                var change = new Change(member, before.kept(member), after.kept(member));
                if (change.difference() != 0) {
                    changes.add(change);
                }
                var tiers = List.of(before.tier(member), after.tier(member));
                if (!tiers.getFirst().equals(tiers.getLast())) {
                    moves.merge(tiers, 1L, Long::sum);
                }
            }
            changes.sort(Comparator.comparingLong(Change::difference)
                    .thenComparing(change -> change.member().toString()));
            var losing =
                    changes.stream().filter(change -> change.difference() < 0).toList();
            var gaining = changes.reversed().stream()
                    .filter(change -> change.difference() > 0)
                    .toList();
            return new Outcome.Compared(
                    from,
                    until,
                    told,
                    before.members().size(),
                    before.sums(),
                    after.sums(),
                    ofRules(before, after),
                    moves.entrySet().stream()
                            .map(each -> new Move(
                                    each.getKey().getFirst(), each.getKey().getLast(), each.getValue()))
                            .sorted(Comparator.comparingInt(
                                            (Move move) -> move.inForce().rank())
                                    .thenComparingInt(move -> move.drafted().rank()))
                            .toList(),
                    gaining.stream().limit(MOST_MEMBERS).toList(),
                    losing.stream().limit(MOST_MEMBERS).toList(),
                    gaining.size(),
                    losing.size(),
                    refundsLeftOut);
        }

        private List<OfRule> ofRules(Replay before, Replay after) {
            var names = new HashMap<>(before.paying());
            names.putAll(after.paying());
            drafts.forEach(draft -> names.put(draft.id(), draft.name()));
            var own = drafts.stream().map(EarnRule::id).collect(Collectors.toSet());
            return names.entrySet().stream()
                    .map(each -> new OfRule(
                            each.getKey(),
                            each.getValue(),
                            own.contains(each.getKey()),
                            before.payments(each.getKey()),
                            after.payments(each.getKey())))
                    .sorted(Comparator.comparing((OfRule rule) -> !rule.draft())
                            .thenComparing(rule -> rule.rule().toString()))
                    .toList();
        }
    }
}
