package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipLadder.MEMBERSHIP_LADDER;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipStanding.MEMBERSHIP_STANDING;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipTier.MEMBERSHIP_TIER;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;

import io.perennial.membership.BilingualText;
import io.perennial.membership.EditLadder;
import io.perennial.membership.EditLadder.Impact;
import io.perennial.membership.Ladder;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.Tier;
import io.perennial.membership.TiersChanged.Move;
import io.perennial.membership.domain.Edition;
import io.perennial.membership.domain.Ladders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The ladder, kept in memory by its version: who asks reads one number by its key, and the tiers only when it has grown. So
 * no instance ever works with a ladder that another has replaced.
 */
@Component
class JooqLadders implements Ladders, ReadLadder {

    private static final byte THE_ONLY = 1;

    private final DSLContext dsl;
    private volatile @Nullable Edition kept;

    JooqLadders(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public Ladder ladder() {
        return current().ladder();
    }

    @Override
    public int version() {
        return dsl.fetchSingle(versionInForce()).value1();
    }

    @Override
    public Edition current() {
        return at(version());
    }

    @Override
    public Edition lock() {
        return at(dsl.fetchSingle(versionInForce().forUpdate()).value1());
    }

    /** The version as a column beside what a statement is about. */
    static Field<Integer> versionRead() {
        return versionInForce().asField();
    }

    /** The version as a table to join, keeping the ladder from being edited until the transaction ends. */
    static Table<Record1<Integer>> ladderHeld() {
        return versionInForce().forShare().asTable("held");
    }

    private static SelectConditionStep<Record1<Integer>> versionInForce() {
        return select(MEMBERSHIP_LADDER.VERSION)
                .from(MEMBERSHIP_LADDER)
                .where(MEMBERSHIP_LADDER.LADDER.eq(inline(THE_ONLY)));
    }

    /** The ladder of the version that the caller has just read. */
    Ladder ladder(int version) {
        return at(version).ladder();
    }

    private Edition at(int version) {
        var edition = kept;
        if (edition == null || edition.version() != version) {
            edition = read();
            kept = edition;
        }
        return edition;
    }

    @Override
    public void forget() {
        kept = null;
    }

    private Edition read() {
        var rows = dsl.select(MEMBERSHIP_LADDER.VERSION)
                .select(MEMBERSHIP_TIER.fields())
                .from(MEMBERSHIP_LADDER)
                .crossJoin(MEMBERSHIP_TIER)
                .orderBy(MEMBERSHIP_TIER.TIER_RANK)
                .fetch();
        return new Edition(rows.getFirst().get(MEMBERSHIP_LADDER.VERSION), new Ladder(rows.map(JooqLadders::toTier)));
    }

    @Override
    public void publish(Edition edition, Instant at) {
        var rows = edition.ladder().tiers().stream()
                .map(tier -> DSL.row(
                        tier.code(), tier.rank(), tier.name().zh(), tier.name().en(), tier.entryLine()))
                .toList();
        dsl.insertInto(
                        MEMBERSHIP_TIER,
                        MEMBERSHIP_TIER.CODE,
                        MEMBERSHIP_TIER.TIER_RANK,
                        MEMBERSHIP_TIER.NAME_ZH,
                        MEMBERSHIP_TIER.NAME_EN,
                        MEMBERSHIP_TIER.ENTRY_LINE)
                .valuesOfRows(rows)
                .onDuplicateKeyUpdate()
                .set(MEMBERSHIP_TIER.TIER_RANK, excluded(MEMBERSHIP_TIER.TIER_RANK))
                .set(MEMBERSHIP_TIER.NAME_ZH, excluded(MEMBERSHIP_TIER.NAME_ZH))
                .set(MEMBERSHIP_TIER.NAME_EN, excluded(MEMBERSHIP_TIER.NAME_EN))
                .set(MEMBERSHIP_TIER.ENTRY_LINE, excluded(MEMBERSHIP_TIER.ENTRY_LINE))
                .execute();
        dsl.update(MEMBERSHIP_LADDER)
                .set(MEMBERSHIP_LADDER.VERSION, edition.version())
                .set(MEMBERSHIP_LADDER.PUBLISHED_AT, at)
                .where(MEMBERSHIP_LADDER.LADDER.eq(THE_ONLY))
                .execute();
    }

    @Override
    public Impact impact(Ladder ladder) {
        var climbs = climbs(ladder);
        if (climbs.isEmpty()) {
            return new Impact(List.of());
        }
        var counts = dsl.select(climbs.stream()
                        .map(climb -> selectCount()
                                .from(MEMBERSHIP_STANDING)
                                .where(climb.whose())
                                .asField())
                        .toList())
                .fetchSingle();
        var moves = new ArrayList<EditLadder.Move>();
        for (var i = 0; i < climbs.size(); i++) {
            var members = counts.get(i, long.class);
            if (members > 0) {
                moves.add(new EditLadder.Move(
                        climbs.get(i).from().code(), climbs.get(i).to().code(), members));
            }
        }
        return new Impact(moves);
    }

    @Override
    public List<Move> lift(Ladder ladder, int most, Instant at) {
        var moves = new ArrayList<Move>();
        for (var climb : climbs(ladder)) {
            if (moves.size() < most) {
                moves.addAll(lift(climb, most - moves.size(), at));
            }
        }
        return moves;
    }

    private List<Move> lift(Climb climb, int most, Instant at) {
        var moves = dsl.select(MEMBERSHIP_STANDING.MEMBER_ID, MEMBERSHIP_STANDING.GROWTH)
                .from(MEMBERSHIP_STANDING)
                .where(climb.whose())
                .limit(most)
                .forUpdate()
                .fetch(row -> new Move(
                        new MemberId(row.value1()),
                        climb.from().code(),
                        climb.to().code(),
                        row.value2()));
        if (!moves.isEmpty()) {
            dsl.update(MEMBERSHIP_STANDING)
                    .set(MEMBERSHIP_STANDING.TIER_CODE, climb.to().code())
                    .set(MEMBERSHIP_STANDING.TIER_SINCE, at)
                    .where(MEMBERSHIP_STANDING.MEMBER_ID.in(
                            moves.stream().map(move -> move.member().value()).toList()))
                    .execute();
        }
        return moves;
    }

    /** From each tier to each above it, by the range of growth that belongs to the upper one. */
    private static List<Climb> climbs(Ladder ladder) {
        var climbs = new ArrayList<Climb>();
        for (var from : ladder.tiers()) {
            for (var to : ladder.tiers().subList(from.rank() + 1, ladder.tiers().size())) {
                var standsThere = MEMBERSHIP_STANDING
                        .TIER_CODE
                        .eq(from.code())
                        .and(MEMBERSHIP_STANDING.GROWTH.ge(to.entryLine()));
                climbs.add(new Climb(
                        from,
                        to,
                        ladder.after(to)
                                .map(next -> standsThere.and(MEMBERSHIP_STANDING.GROWTH.lt(next.entryLine())))
                                .orElse(standsThere)));
            }
        }
        return climbs;
    }

    private record Climb(Tier from, Tier to, Condition whose) {}

    private static Tier toTier(Record row) {
        return new Tier(
                row.get(MEMBERSHIP_TIER.CODE),
                row.get(MEMBERSHIP_TIER.TIER_RANK),
                new BilingualText(row.get(MEMBERSHIP_TIER.NAME_ZH), row.get(MEMBERSHIP_TIER.NAME_EN)),
                row.get(MEMBERSHIP_TIER.ENTRY_LINE));
    }
}
