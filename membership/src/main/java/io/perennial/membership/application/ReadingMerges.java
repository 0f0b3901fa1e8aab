package io.perennial.membership.application;

import static java.util.stream.Collectors.toMap;

import io.perennial.membership.Belongings;
import io.perennial.membership.Belongings.Holding;
import io.perennial.membership.Belongings.Move;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.membership.MergeId;
import io.perennial.membership.ReadMember;
import io.perennial.membership.ReadMerges;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.domain.PastMerges;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class ReadingMerges implements ReadMerges {

    private static final int MOST_WAITING = 200;

    private final PastMerges merges;
    private final ReadMember profiles;
    private final ReadStanding standings;
    private final JoiningStandings joining;
    private final ObjectProvider<Belongings> belongings;
    private final Clock clock;

    ReadingMerges(
            PastMerges merges,
            ReadMember profiles,
            ReadStanding standings,
            JoiningStandings joining,
            ObjectProvider<Belongings> belongings,
            Clock clock) {
        this.merges = merges;
        this.profiles = profiles;
        this.standings = standings;
        this.joining = joining;
        this.belongings = belongings;
        this.clock = clock;
    }

    @Override
    public List<Merge> waiting() {
        return merges.waiting(MOST_WAITING);
    }

    @Override
    public int waitingCount() {
        return merges.waitingCount(MOST_WAITING);
    }

    @Override
    public List<Merge> history(Optional<MergeId> after, int most) {
        return merges.before(after, most);
    }

    @Override
    public Optional<Merge> find(MergeId merge) {
        return merges.find(merge);
    }

    @Override
    public List<Merge> of(MemberId member) {
        return merges.of(member);
    }

    @Override
    public Map<MergeId, List<Identifier>> identifiers(Collection<MergeId> ids) {
        return ids.isEmpty() ? Map.of() : merges.identifiers(ids);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Preview> preview(MemberId merged, MemberId survivor) {
        var one = profiles.find(merged);
        var other = profiles.find(survivor);
        var after = joining.outlook(merged, survivor);
        if (one.isEmpty() || other.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        var move = new Move(MergeId.next(), merged, survivor, clock.instant());
        var hindrances = belongings
                .orderedStream()
                .flatMap(each -> each.hindrances(move).stream())
                .toList();
        return Optional.of(new Preview(
                one.get(),
                other.get(),
                standings.of(merged).orElseThrow(),
                standings.of(survivor).orElseThrow(),
                after.get(),
                rows(merged, survivor),
                hindrances));
    }

    private List<Row> rows(MemberId merged, MemberId survivor) {
        var has = holdings(merged);
        var had = holdings(survivor);
        var names = new TreeSet<>(has.keySet());
        names.addAll(had.keySet());
        return names.stream()
                .map(name -> {
                    var from = has.getOrDefault(name, new Holding(name, 0));
                    var to = had.getOrDefault(name, new Holding(name, 0));
                    var atMost = from.mayOverlap() && from.amount() > 0 && to.amount() > 0;
                    return new Row(name, from.amount(), to.amount(), from.amount() + to.amount(), atMost);
                })
                .toList();
    }

    private Map<String, Holding> holdings(MemberId member) {
        return belongings
                .orderedStream()
                .flatMap(each -> each.holdings(member).stream())
                .filter(holding -> holding.amount() != 0)
                .collect(toMap(Holding::name, holding -> holding));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Reversal> reversal(MergeId id) {
        return merges.find(id).filter(Merge::tookPlace).map(merge -> {
            var move = new Move(id, merge.merged(), merge.survivor(), clock.instant());
            return new Reversal(belongings
                    .orderedStream()
                    .flatMap(each -> each.returning(move).stream())
                    .filter(row -> row.returns() != 0 || row.stays() != 0)
                    .toList());
        });
    }
}
