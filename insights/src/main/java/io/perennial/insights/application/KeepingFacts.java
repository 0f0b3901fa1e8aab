package io.perennial.insights.application;

import io.perennial.insights.ActivitiesRecorded;
import io.perennial.insights.ActivityId;
import io.perennial.insights.CutPoints;
import io.perennial.insights.CutPoints.Measure;
import io.perennial.insights.KeepFacts;
import io.perennial.insights.MemberFacts;
import io.perennial.insights.ReadActivities;
import io.perennial.insights.ReadActivities.Recorded;
import io.perennial.insights.ReadHeldPoints;
import io.perennial.insights.ReadHeldPoints.Held;
import io.perennial.insights.Segment;
import io.perennial.insights.SegmentsChanged.Cause;
import io.perennial.insights.Trait;
import io.perennial.insights.domain.Dues;
import io.perennial.insights.domain.Dues.Due;
import io.perennial.insights.domain.KeptFacts;
import io.perennial.insights.domain.Purchases;
import io.perennial.insights.domain.Segments;
import io.perennial.membership.ConsentChannel;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.Ladder;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadConsents;
import io.perennial.membership.ReadConsents.Agreed;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.ReadTags;
import io.perennial.membership.ReadTraits;
import io.perennial.membership.ReadTraits.Traits;
import io.perennial.membership.RunTransactions;
import io.perennial.membership.Standing;
import io.perennial.membership.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

@Component
class KeepingFacts implements KeepFacts {

    private static final int CHUNK = 500;

    private final RunTransactions transactions;
    private final Dues dues;
    private final KeptFacts facts;
    private final Purchases purchases;
    private final Segments segments;
    private final JudgingMembers judging;
    private final ReadTraits traits;
    private final ReadTags tags;
    private final ReadConsents consents;
    private final ReadStanding standings;
    private final ReadLadder ladders;
    private final ObjectProvider<ReadHeldPoints> points;
    private final ReadActivities stream;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    KeepingFacts(
            RunTransactions transactions,
            Dues dues,
            KeptFacts facts,
            Purchases purchases,
            Segments segments,
            JudgingMembers judging,
            ReadTraits traits,
            ReadTags tags,
            ReadConsents consents,
            ReadStanding standings,
            ReadLadder ladders,
            ObjectProvider<ReadHeldPoints> points,
            ReadActivities stream,
            ApplicationEventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.dues = dues;
        this.facts = facts;
        this.purchases = purchases;
        this.segments = segments;
        this.judging = judging;
        this.traits = traits;
        this.tags = tags;
        this.consents = consents;
        this.standings = standings;
        this.ladders = ladders;
        this.points = points;
        this.stream = stream;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void changed(Collection<MemberId> members) {
        transactions.run(() -> {
            dues.add(members);
            return members.size();
        });
    }

    @Override
    public int gather() {
        var gathered = 0;
        while (true) {
            var some = transactions.runAlone(this::gatherSome);
            gathered += some;
            if (some < CHUNK) {
                // What came meanwhile waits for the next time: chunks that are full cost a member least.
                return gathered;
            }
        }
    }

    private int gatherSome() {
        dues.takeTurn();
        var first = dues.first(CHUNK);
        if (first.isEmpty()) {
            return 0;
        }
        var activities = new HashMap<ActivityId, MemberId>();
        for (var due : first) {
            if (due.activity() != null) {
                activities.put(due.activity(), due.member());
            }
        }
        if (!activities.isEmpty()) {
            var told = stream.byId(activities);
            tellOthers(first, told);
            purchases.note(told);
        }
        gather(first.stream().map(Due::member).distinct().sorted().toList());
        dues.remove(first);
        return first.size();
    }

    /** In the order in which they came. */
    private void tellOthers(List<Due> dues, Map<ActivityId, Recorded> told) {
        var lines = new ArrayList<ActivitiesRecorded.Line>();
        for (var due : dues) {
            var activity = due.activity() == null ? null : told.get(due.activity());
            if (activity != null) {
                lines.add(new ActivitiesRecorded.Line(
                        activity.id(), activity.member(), activity.type().code(), activity.happenedAt()));
            }
        }
        if (!lines.isEmpty()) {
            events.publishEvent(new ActivitiesRecorded(lines, clock.instant()));
        }
    }

    @Override
    public long rebuild(LongConsumer progress) {
        var done = 0L;
        var after = Optional.<MemberId>empty();
        while (true) {
            var page = traits.page(after, CHUNK);
            transactions.runAlone(() -> {
                dues.takeTurn();
                purchases.renew(page);
                gather(page);
                return page.size();
            });
            done += page.size();
            progress.accept(done);
            if (page.size() < CHUNK) {
                return done;
            }
            after = Optional.of(page.getLast());
        }
    }

    private void gather(List<MemberId> members) {
        if (members.isEmpty()) {
            return;
        }
        var now = clock.instant();
        var told = traits.of(members);
        var standing = standings.of(members);
        var held = points.stream().map(port -> port.of(members)).findFirst().orElse(Map.of());
        var streamed = facts.streamed(members, now);
        var tagged = tags.of(members);
        var agreed = consents.agreed(members);
        var channels = traits.channels(members);
        var ladder = ladders.ladder();
        var gathered = new ArrayList<MemberFacts>();
        var sorted = new TreeMap<MemberId, Traits>(told);
        sorted.forEach((member, known) -> gathered.add(facts(
                known,
                ladder,
                standing.get(member),
                held.getOrDefault(member, Held.NOTHING),
                streamed.get(member),
                tagged.getOrDefault(member, Set.of()),
                agreed.getOrDefault(member, Set.of()),
                channels.getOrDefault(member, Set.of()))));
        facts.store(gathered);
        var gone = members.stream().filter(member -> !told.containsKey(member)).toList();
        if (!gone.isEmpty()) {
            facts.forget(gone);
            judging.judge(gone, Cause.MEMBER, now);
        }
        judging.judge(List.copyOf(sorted.keySet()), Cause.MEMBER, now);
    }

    private MemberFacts facts(
            Traits known,
            Ladder ladder,
            @Nullable Standing standing,
            Held held,
            KeptFacts.@Nullable Streamed streamed,
            Set<Tag> tagged,
            Set<Agreed> agreed,
            Set<ConsentChannel> channels) {
        var stands = standing != null
                ? standing
                : Standing.on(ladder, known.member(), 0, ladder.lowest(), known.enrolledAt());
        return new MemberFacts(
                known.member(),
                known.status(),
                stands.tier().code(),
                stands.growth(),
                stands.next().isPresent() ? (Long) stands.missing() : null,
                known.enrolledAt(),
                known.locale().getLanguage(),
                known.birthday(),
                held.balance(),
                held.expiring(),
                streamed == null ? null : streamed.lastActivityAt(),
                streamed == null ? null : streamed.firstPurchaseAt(),
                streamed == null ? null : streamed.lastPurchaseAt(),
                streamed == null ? 0 : streamed.purchases(),
                streamed == null ? 0 : streamed.spentMinor(),
                streamed == null ? null : streamed.favouriteCategory(),
                streamed == null ? null : streamed.usualHour(),
                known.region(),
                known.interests(),
                tagged.stream().map(Tag::text).collect(Collectors.toSet()),
                agreed,
                channels.stream()
                        .filter(channel -> agreed.contains(new Agreed(ConsentPurpose.OFFERS, channel)))
                        .collect(Collectors.toSet()));
    }

    @Override
    public CutPoints setCutPoints() {
        return transactions.run(() -> {
            dues.takeTurn();
            var now = clock.instant();
            var buyers = facts.buyers();
            if (buyers < CutPoints.SCORES) {
                return facts.cutPoints();
            }
            var above = new EnumMap<Measure, List<Long>>(Measure.class);
            for (var measure : Measure.values()) {
                above.put(measure, values(measure, buyers, now));
            }
            var cuts = new CutPoints(now, above);
            facts.setCutPoints(cuts);
            segments.settleAgain(segments.states().stream()
                    .filter(Segments.State::isDynamic)
                    .map(Segments.State::segment)
                    .filter(segment -> segment.condition().leaves().anyMatch(Trait.Rfm.class::isInstance))
                    .map(Segment::code)
                    .collect(Collectors.toSet()));
            return cuts;
        });
    }

    /** The last one of each fifth but the foremost. */
    private List<Long> values(Measure measure, long buyers, Instant now) {
        var values = new ArrayList<Long>();
        for (var fifth = 1; fifth < CutPoints.SCORES; fifth++) {
            values.add(facts.valueAt(measure, buyers * fifth / CutPoints.SCORES - 1, now));
        }
        return values;
    }
}
