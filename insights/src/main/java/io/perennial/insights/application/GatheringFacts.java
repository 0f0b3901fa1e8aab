package io.perennial.insights.application;

import io.perennial.insights.MemberFacts;
import io.perennial.insights.ReadActivities.Recorded;
import io.perennial.insights.ReadHeldPoints;
import io.perennial.insights.ReadHeldPoints.Held;
import io.perennial.insights.domain.Gathered;
import io.perennial.insights.domain.KeptFacts;
import io.perennial.insights.domain.Streamed;
import io.perennial.membership.ConsentChannel;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.Ladder;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadConsents;
import io.perennial.membership.ReadConsents.Agreed;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.ReadTags;
import io.perennial.membership.ReadTraits;
import io.perennial.membership.ReadTraits.Traits;
import io.perennial.membership.Standing;
import io.perennial.membership.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Puts together what is known of members: of some from the modules and their whole stream, of those whose only news are
 * activities from what was known before and these. The caller has taken its turn.
 */
@Component
class GatheringFacts {

    private final KeptFacts facts;
    private final ReadTraits traits;
    private final ReadTags tags;
    private final ReadConsents consents;
    private final ReadStanding standings;
    private final ReadLadder ladders;
    private final ObjectProvider<ReadHeldPoints> points;
    private final Programme programme;

    GatheringFacts(
            KeptFacts facts,
            ReadTraits traits,
            ReadTags tags,
            ReadConsents consents,
            ReadStanding standings,
            ReadLadder ladders,
            ObjectProvider<ReadHeldPoints> points,
            Programme programme) {
        this.facts = facts;
        this.traits = traits;
        this.tags = tags;
        this.consents = consents;
        this.standings = standings;
        this.ladders = ladders;
        this.points = points;
        this.programme = programme;
    }

    // --- in full --------------------------------------------------------------------------------

    void inFull(Collection<MemberId> members, Instant now) {
        if (members.isEmpty()) {
            return;
        }
        var told = new TreeMap<MemberId, Traits>(traits.of(members));
        var standing = standings.of(members);
        var held = held(members);
        var streamed = facts.streamed(members, now);
        var favourites = facts.favourites(members);
        var tagged = tags.of(members);
        var agreed = consents.agreed(members);
        var channels = traits.channels(members);
        var ladder = ladders.ladder();
        var gathered = new ArrayList<Gathered>();
        told.forEach((member, known) -> gathered.add(inFull(
                known,
                standing.getOrDefault(member, beginning(ladder, member, known.enrolledAt())),
                held.getOrDefault(member, Held.NOTHING),
                streamed.getOrDefault(member, Streamed.NOTHING),
                favourites.get(member),
                tagged.getOrDefault(member, Set.of()),
                agreed.getOrDefault(member, Set.of()),
                channels.getOrDefault(member, Set.of()),
                now)));
        facts.store(gathered);
        var gone = members.stream().filter(member -> !told.containsKey(member)).toList();
        if (!gone.isEmpty()) {
            facts.forget(gone);
        }
    }

    private static Gathered inFull(
            Traits known,
            Standing standing,
            Held held,
            Streamed streamed,
            @Nullable String favourite,
            Set<Tag> tagged,
            Set<Agreed> agreed,
            Set<ConsentChannel> channels,
            Instant now) {
        var facts = new MemberFacts(
                known.member(),
                known.status(),
                standing.tier().code(),
                standing.growth(),
                missing(standing),
                known.enrolledAt(),
                known.locale().getLanguage(),
                known.birthday(),
                held.balance(),
                held.expiring(),
                streamed.lastActivityAt(),
                streamed.firstPurchaseAt(),
                streamed.lastPurchaseAt(),
                streamed.purchases(),
                streamed.spentMinor(),
                favourite,
                streamed.hours().usual(),
                known.region(),
                known.interests(),
                tagged.stream().map(Tag::text).collect(Collectors.toSet()),
                agreed,
                channels.stream()
                        .filter(channel -> agreed.contains(new Agreed(ConsentPurpose.OFFERS, channel)))
                        .collect(Collectors.toSet()));
        return new Gathered(facts, streamed.hours(), now);
    }

    // --- by what is new -------------------------------------------------------------------------

    /**
     * Asks only for what activities change.
     *
     * @param news of each member: no refunds, and no purchases of which something went back
     * @param choosing those whose news may change of what they buy most
     * @return those whom it cannot be done for: nothing is kept of them, or nothing fresh enough
     */
    Set<MemberId> byNews(Map<MemberId, List<Recorded>> news, Set<MemberId> choosing, Instant now) {
        if (news.isEmpty()) {
            return Set.of();
        }
        var kept = new TreeMap<MemberId, Gathered>(facts.lock(new TreeSet<>(news.keySet())));
        kept.values().removeIf(before -> !before.isFresh(now));
        if (!kept.isEmpty()) {
            var members = kept.keySet();
            var standing = standings.of(members);
            var held = held(members);
            var buyers = members.stream().filter(choosing::contains).toList();
            var favourites = buyers.isEmpty() ? Map.<MemberId, String>of() : facts.favourites(buyers);
            var ladder = ladders.ladder();
            var forward = new ArrayList<Gathered>();
            kept.forEach((member, before) -> {
                var streamed = before.streamed();
                for (var activity : news.getOrDefault(member, List.of())) {
                    streamed = streamed.and(activity, now, programme);
                }
                var known = before.facts();
                forward.add(forward(
                        before,
                        streamed,
                        standing.getOrDefault(member, beginning(ladder, member, known.enrolledAt())),
                        held.getOrDefault(member, Held.NOTHING),
                        choosing.contains(member) ? favourites.get(member) : known.favouriteCategory()));
            });
            facts.bringForward(forward);
        }
        var left = new TreeSet<>(news.keySet());
        left.removeAll(kept.keySet());
        return left;
    }

    private static Gathered forward(
            Gathered before, Streamed streamed, Standing standing, Held held, @Nullable String favourite) {
        var known = before.facts();
        var facts = new MemberFacts(
                known.member(),
                known.status(),
                standing.tier().code(),
                standing.growth(),
                missing(standing),
                known.enrolledAt(),
                known.language(),
                known.birthday(),
                held.balance(),
                held.expiring(),
                streamed.lastActivityAt(),
                streamed.firstPurchaseAt(),
                streamed.lastPurchaseAt(),
                streamed.purchases(),
                streamed.spentMinor(),
                favourite,
                streamed.hours().usual(),
                known.region(),
                known.interests(),
                known.tags(),
                known.agreed(),
                known.reachable());
        return new Gathered(facts, streamed.hours(), before.countedAt());
    }

    // --- both -----------------------------------------------------------------------------------

    private Map<MemberId, Held> held(Collection<MemberId> members) {
        return points.stream().map(port -> port.of(members)).findFirst().orElse(Map.of());
    }

    private static Standing beginning(Ladder ladder, MemberId member, Instant enrolledAt) {
        return Standing.on(ladder, member, 0, ladder.lowest(), enrolledAt);
    }

    private static @Nullable Long missing(Standing standing) {
        return standing.next().isPresent() ? (Long) standing.missing() : null;
    }
}
