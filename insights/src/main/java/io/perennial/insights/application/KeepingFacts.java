package io.perennial.insights.application;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import io.perennial.insights.ActivitiesRecorded;
import io.perennial.insights.CutPoints;
import io.perennial.insights.CutPoints.Measure;
import io.perennial.insights.KeepFacts;
import io.perennial.insights.ReadActivities.Recorded;
import io.perennial.insights.Segment;
import io.perennial.insights.SegmentsChanged.Cause;
import io.perennial.insights.Trait;
import io.perennial.insights.domain.Dues;
import io.perennial.insights.domain.Dues.Due;
import io.perennial.insights.domain.Dues.News;
import io.perennial.insights.domain.KeptFacts;
import io.perennial.insights.domain.Purchases;
import io.perennial.insights.domain.Segments;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadTraits;
import io.perennial.membership.RunTransactions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

@Component
class KeepingFacts implements KeepFacts {

    private final RunTransactions transactions;
    private final Dues dues;
    private final KeptFacts facts;
    private final Purchases purchases;
    private final Segments segments;
    private final JudgingMembers judging;
    private final GatheringFacts gathering;
    private final ReadTraits traits;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final int chunk;

    /** @param chunk how many notes, or members, are taken at a time */
    KeepingFacts(
            RunTransactions transactions,
            Dues dues,
            KeptFacts facts,
            Purchases purchases,
            Segments segments,
            JudgingMembers judging,
            GatheringFacts gathering,
            ReadTraits traits,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${perennial.insights.facts-at-a-time:500}") int chunk) {
        this.transactions = transactions;
        this.dues = dues;
        this.facts = facts;
        this.purchases = purchases;
        this.segments = segments;
        this.judging = judging;
        this.gathering = gathering;
        this.traits = traits;
        this.events = events;
        this.clock = clock;
        this.chunk = chunk;
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
            if (some < chunk) {
                // What came meanwhile waits for the next time: chunks that are full cost a member least.
                return gathered;
            }
        }
    }

    /**
     * Takes the notes away first: an activity that still has one when streams are read in full belongs to a later chunk, and
     * counts there. So each counts once, by its note or by the stream, wherever notes are cut into chunks.
     */
    int gatherSome() {
        dues.takeTurn();
        var first = dues.first(chunk);
        if (first.isEmpty()) {
            return 0;
        }
        dues.remove(first);
        tellOthers(first);
        purchases.note(first.stream()
                .map(Due::news)
                .filter(Objects::nonNull)
                .filter(news -> news.hasItems() || !news.onlyAdds())
                .map(News::activity)
                .toList());
        var now = clock.instant();
        var members = first.stream().map(Due::member).collect(toCollection(TreeSet::new));
        var news = adding(first);
        var inFull = new TreeSet<>(members);
        inFull.removeAll(news.keySet());
        inFull.addAll(gathering.byNews(news, choosing(first), now));
        gathering.inFull(inFull, now);
        judging.judge(List.copyOf(members), Cause.MEMBER, now);
        return first.size();
    }

    /** The activities of members of whom nothing else is noted. */
    private static Map<MemberId, List<Recorded>> adding(List<Due> dues) {
        var adding = new TreeMap<MemberId, List<Recorded>>();
        var others = new HashSet<MemberId>();
        for (var due : dues) {
            var news = due.news();
            if (news != null && news.onlyAdds()) {
                adding.computeIfAbsent(due.member(), _ -> new ArrayList<>()).add(news.activity());
            } else {
                others.add(due.member());
            }
        }
        adding.keySet().removeAll(others);
        return adding;
    }

    /** Those who brought items, by which it may change what they buy most. */
    private static Set<MemberId> choosing(List<Due> dues) {
        return dues.stream()
                .filter(due -> due.news() != null && due.news().hasItems())
                .map(Due::member)
                .collect(toSet());
    }

    /** In the order in which they came. */
    private void tellOthers(List<Due> dues) {
        var lines = new ArrayList<ActivitiesRecorded.Line>();
        for (var due : dues) {
            if (due.news() != null) {
                var activity = due.news().activity();
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
            var page = traits.page(after, chunk);
            transactions.runAlone(() -> {
                dues.takeTurn();
                purchases.renew(page);
                var now = clock.instant();
                gathering.inFull(page, now);
                judging.judge(page, Cause.MEMBER, now);
                return page.size();
            });
            done += page.size();
            progress.accept(done);
            if (page.size() < chunk) {
                return done;
            }
            after = Optional.of(page.getLast());
        }
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
                    .collect(toSet()));
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
