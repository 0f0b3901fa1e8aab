package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipLadder.MEMBERSHIP_LADDER;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipLadderEdition.MEMBERSHIP_LADDER_EDITION;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipMember.MEMBERSHIP_MEMBER;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipStanding.MEMBERSHIP_STANDING;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipTier.MEMBERSHIP_TIER;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.perennial.membership.BilingualText;
import io.perennial.membership.EditLadder;
import io.perennial.membership.EditLadder.Impact;
import io.perennial.membership.Ladder;
import io.perennial.membership.LadderTerms;
import io.perennial.membership.LadderTerms.Period;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.StaffId;
import io.perennial.membership.Tier;
import io.perennial.membership.TiersChanged.Move;
import io.perennial.membership.adapter.jooq.generated.tables.records.MembershipLadderEditionRecord;
import io.perennial.membership.domain.Edition;
import io.perennial.membership.domain.Ladders;
import io.perennial.membership.domain.Yardstick;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
import tools.jackson.databind.json.JsonMapper;

/**
 * The ladder, kept in memory by its version: who asks reads one number by its key, and the tiers only when it has grown. So
 * no instance ever works with a ladder that another has replaced.
 */
@Component
class JooqLadders implements Ladders, ReadLadder {

    private static final byte THE_ONLY = 1;

    private static final JsonMapper JSON = JsonMapper.builder().build();

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
        var rows = dsl.select(MEMBERSHIP_LADDER.fields())
                .select(MEMBERSHIP_TIER.fields())
                .from(MEMBERSHIP_LADDER)
                .crossJoin(MEMBERSHIP_TIER)
                .orderBy(MEMBERSHIP_TIER.TIER_RANK)
                .fetch();
        var first = rows.getFirst();
        return new Edition(
                first.get(MEMBERSHIP_LADDER.VERSION),
                new Ladder(
                        rows.map(JooqLadders::toTier),
                        new LadderTerms(
                                Period.valueOf(first.get(MEMBERSHIP_LADDER.PERIOD)),
                                first.get(MEMBERSHIP_LADDER.GRACE_DAYS),
                                first.get(MEMBERSHIP_LADDER.NOTICE_DAYS),
                                first.get(MEMBERSHIP_LADDER.SURPLUS_CARRIES))));
    }

    @Override
    public Ladder withRoom() {
        var ladder = ladder();
        var limited = ladder.limited();
        if (limited.isEmpty() || roomIn(limited.get()) > 0) {
            return ladder;
        }
        return new Ladder(ladder.tiers().subList(0, limited.get().rank()), ladder.terms());
    }

    @Override
    public void publish(Edition edition, Instant at) {
        var rows = edition.ladder().tiers().stream()
                .map(tier -> DSL.row(
                        tier.code(),
                        tier.rank(),
                        tier.name().zh(),
                        tier.name().en(),
                        tier.entryLine(),
                        tier.retentionLine(),
                        tier.places()))
                .toList();
        dsl.insertInto(
                        MEMBERSHIP_TIER,
                        MEMBERSHIP_TIER.CODE,
                        MEMBERSHIP_TIER.TIER_RANK,
                        MEMBERSHIP_TIER.NAME_ZH,
                        MEMBERSHIP_TIER.NAME_EN,
                        MEMBERSHIP_TIER.ENTRY_LINE,
                        MEMBERSHIP_TIER.RETENTION_LINE,
                        MEMBERSHIP_TIER.PLACES)
                .valuesOfRows(rows)
                .onDuplicateKeyUpdate()
                .set(MEMBERSHIP_TIER.TIER_RANK, excluded(MEMBERSHIP_TIER.TIER_RANK))
                .set(MEMBERSHIP_TIER.NAME_ZH, excluded(MEMBERSHIP_TIER.NAME_ZH))
                .set(MEMBERSHIP_TIER.NAME_EN, excluded(MEMBERSHIP_TIER.NAME_EN))
                .set(MEMBERSHIP_TIER.ENTRY_LINE, excluded(MEMBERSHIP_TIER.ENTRY_LINE))
                .set(MEMBERSHIP_TIER.RETENTION_LINE, excluded(MEMBERSHIP_TIER.RETENTION_LINE))
                .set(MEMBERSHIP_TIER.PLACES, excluded(MEMBERSHIP_TIER.PLACES))
                .execute();
        var terms = edition.ladder().terms();
        dsl.update(MEMBERSHIP_LADDER)
                .set(MEMBERSHIP_LADDER.VERSION, edition.version())
                .set(MEMBERSHIP_LADDER.PUBLISHED_AT, at)
                .set(MEMBERSHIP_LADDER.PERIOD, terms.period().name())
                .set(MEMBERSHIP_LADDER.GRACE_DAYS, terms.graceDays())
                .set(MEMBERSHIP_LADDER.NOTICE_DAYS, terms.noticeDays())
                .set(MEMBERSHIP_LADDER.SURPLUS_CARRIES, terms.surplusCarries())
                .where(MEMBERSHIP_LADDER.LADDER.eq(THE_ONLY))
                .execute();
    }

    @Override
    public void keep(Edition edition, Instant publishedAt, Instant effectiveAt, StaffId by) {
        dsl.insertInto(MEMBERSHIP_LADDER_EDITION)
                .set(MEMBERSHIP_LADDER_EDITION.VERSION, edition.version())
                .set(MEMBERSHIP_LADDER_EDITION.LADDER_JSON, JSON.writeValueAsString(edition.ladder()))
                .set(MEMBERSHIP_LADDER_EDITION.PUBLISHED_AT, publishedAt)
                .set(MEMBERSHIP_LADDER_EDITION.EFFECTIVE_AT, effectiveAt)
                .set(MEMBERSHIP_LADDER_EDITION.STAFF_ID, by.value())
                .execute();
    }

    @Override
    public Optional<Published> announced() {
        return dsl.selectFrom(MEMBERSHIP_LADDER_EDITION)
                .where(MEMBERSHIP_LADDER_EDITION.VERSION.gt(versionRead()))
                .fetchOptional(JooqLadders::toPublished);
    }

    @Override
    public void forgetAnnounced(int version) {
        dsl.deleteFrom(MEMBERSHIP_LADDER_EDITION)
                .where(MEMBERSHIP_LADDER_EDITION.VERSION.eq(version))
                .execute();
    }

    @Override
    public List<Published> history() {
        return dsl.selectFrom(MEMBERSHIP_LADDER_EDITION)
                .orderBy(MEMBERSHIP_LADDER_EDITION.VERSION.desc())
                .fetch(JooqLadders::toPublished);
    }

    private static Published toPublished(MembershipLadderEditionRecord row) {
        return new Published(
                row.getVersion(),
                JSON.readValue(row.getLadderJson(), Ladder.class),
                row.getPublishedAt(),
                row.getEffectiveAt(),
                Optional.ofNullable(row.getStaffId()).map(StaffId::new));
    }

    @Override
    public Impact impact(Ladder ladder) {
        var counted = new ArrayList<Field<?>>();
        var climbs = climbs(ladder);
        climbs.forEach(climb -> counted.add(howMany(climb.whose())));
        var inForce = ladder();
        var kept = ladder.tiers().stream()
                .filter(tier -> tier.rank() > 0 && inForce.find(tier.code()).isPresent())
                .toList();
        kept.forEach(tier -> {
            counted.add(howMany(shortOf(inForce, tier.code())));
            counted.add(howMany(shortOf(ladder, tier.code())));
        });
        if (counted.isEmpty()) {
            return new Impact(List.of());
        }
        var counts = dsl.select(counted).fetchSingle();
        var moves = new ArrayList<EditLadder.Move>();
        var room = ladder.limited().map(this::roomIn).orElse(Long.MAX_VALUE);
        var waiting = 0L;
        for (var i = 0; i < climbs.size(); i++) {
            var to = climbs.get(i).to();
            var members = counts.get(i, long.class);
            if (to.places() != null) {
                var admitted = Math.min(room, members);
                room -= admitted;
                waiting += members - admitted;
                members = admitted;
            }
            if (members > 0) {
                moves.add(new EditLadder.Move(climbs.get(i).from().code(), to.code(), members));
            }
        }
        var risks = new ArrayList<EditLadder.Risk>();
        for (var i = 0; i < kept.size(); i++) {
            var risk = new EditLadder.Risk(
                    kept.get(i).code(),
                    counts.get(climbs.size() + 2 * i, long.class),
                    counts.get(climbs.size() + 2 * i + 1, long.class));
            if (risk.shortNow() != risk.shortThen()) {
                risks.add(risk);
            }
        }
        return new Impact(moves, risks, waiting);
    }

    private static Field<Integer> howMany(Condition whose) {
        return selectCount().from(MEMBERSHIP_STANDING).where(whose).asField();
    }

    /** Those who would not keep a tier with the growth that they have today. */
    private static Condition shortOf(Ladder ladder, String code) {
        if (ladder.terms().period() == Period.UNLIMITED) {
            return falseCondition();
        }
        return MEMBERSHIP_STANDING
                .TIER_CODE
                .eq(code)
                .and(MEMBERSHIP_STANDING
                        .GROWTH
                        .minus(MEMBERSHIP_STANDING.BASE)
                        .lt(ladder.find(code).orElseThrow().retentionLine()))
                .and(MEMBERSHIP_STANDING.FLOOR_CODE.isNull());
    }

    /** Places that nobody has; closed accounts take none. */
    long roomIn(Tier limited) {
        var taken = selectOne()
                .from(MEMBERSHIP_STANDING)
                .join(MEMBERSHIP_MEMBER)
                .on(MEMBERSHIP_MEMBER.MEMBER_ID.eq(MEMBERSHIP_STANDING.MEMBER_ID))
                .where(
                        MEMBERSHIP_STANDING.TIER_CODE.eq(limited.code()),
                        MEMBERSHIP_MEMBER.STATUS.ne(MemberStatus.CLOSED.name()));
        return Math.max(0, Objects.requireNonNull(limited.places()) - dsl.fetchCount(taken));
    }

    @Override
    public List<Move> lift(Yardstick yardstick, int most, Instant at) {
        var moves = new ArrayList<Move>();
        var climbs = climbs(yardstick.ladder()).stream().collect(groupingBy(Climb::to, LinkedHashMap::new, toList()));
        for (var entry : climbs.entrySet()) {
            var to = entry.getKey();
            var whose = or(entry.getValue().stream().map(Climb::whose).toList());
            var admitted = to.places() == null ? most : Math.min(most, roomIn(to));
            if (moves.size() < most && admitted > 0) {
                moves.addAll(lift(to, whose, (int) Math.min(most - moves.size(), admitted), yardstick, at));
            }
        }
        return moves;
    }

    private List<Move> lift(Tier to, Condition whose, int most, Yardstick yardstick, Instant at) {
        var moves = dsl.select(MEMBERSHIP_STANDING.MEMBER_ID, MEMBERSHIP_STANDING.TIER_CODE, MEMBERSHIP_STANDING.GROWTH)
                .from(MEMBERSHIP_STANDING)
                .where(whose)
                .orderBy(
                        to.places() == null
                                ? List.of()
                                : List.of(
                                        MEMBERSHIP_STANDING.GROWTH.desc(),
                                        coalesce(
                                                MEMBERSHIP_STANDING.WAITING_SINCE,
                                                val(at, MEMBERSHIP_STANDING.WAITING_SINCE)),
                                        MEMBERSHIP_STANDING.MEMBER_ID))
                .limit(most)
                .forUpdate()
                .fetch(row -> new Move(new MemberId(row.value1()), row.value2(), to.code(), row.value3()));
        if (!moves.isEmpty()) {
            var end = yardstick.endOfTierReached(at);
            dsl.update(MEMBERSHIP_STANDING)
                    .set(MEMBERSHIP_STANDING.TIER_CODE, to.code())
                    .set(MEMBERSHIP_STANDING.TIER_SINCE, at)
                    .set(MEMBERSHIP_STANDING.PERIOD_START, at)
                    .set(MEMBERSHIP_STANDING.PERIOD_END, end)
                    .set(MEMBERSHIP_STANDING.GIVEN, false)
                    .set(MEMBERSHIP_STANDING.BASE, baseOnReaching(to, yardstick))
                    .setNull(MEMBERSHIP_STANDING.GRACE_END)
                    .setNull(MEMBERSHIP_STANDING.GRACE_FROM)
                    .set(MEMBERSHIP_STANDING.GRACE_PROLONGED, false)
                    .setNull(MEMBERSHIP_STANDING.TOLD_AT)
                    .setNull(MEMBERSHIP_STANDING.WAITING_SINCE)
                    .set(
                            MEMBERSHIP_STANDING.DUE_AT,
                            end == null
                                    ? MEMBERSHIP_STANDING.FLOOR_END
                                    : least(
                                            val(end, MEMBERSHIP_STANDING.DUE_AT),
                                            coalesce(
                                                    MEMBERSHIP_STANDING.FLOOR_END,
                                                    val(end, MEMBERSHIP_STANDING.DUE_AT))))
                    .where(MEMBERSHIP_STANDING.MEMBER_ID.in(
                            moves.stream().map(move -> move.member().value()).toList()))
                    .execute();
        }
        return moves;
    }

    /** As {@code Position} has it, for many at once. */
    private static Field<Long> baseOnReaching(Tier to, Yardstick yardstick) {
        return yardstick.terms().surplusCarries()
                ? greatest(val(to.entryLine()), MEMBERSHIP_STANDING.GROWTH.minus(to.retentionLine()))
                : MEMBERSHIP_STANDING.GROWTH;
    }

    @Override
    public void line(Ladder ladder, Instant at) {
        var limited = ladder.limited();
        var standsBelow = limited.map(top -> MEMBERSHIP_STANDING
                        .TIER_CODE
                        .in(ladder.tiers().stream()
                                .filter(tier -> tier.rank() < top.rank())
                                .map(Tier::code)
                                .toList())
                        .and(MEMBERSHIP_STANDING.GROWTH.ge(top.entryLine())))
                .orElse(falseCondition());
        dsl.update(MEMBERSHIP_STANDING)
                .setNull(MEMBERSHIP_STANDING.WAITING_SINCE)
                .where(MEMBERSHIP_STANDING.WAITING_GROWTH.isNotNull(), not(standsBelow))
                .execute();
        if (limited.isPresent()) {
            dsl.update(MEMBERSHIP_STANDING)
                    .set(MEMBERSHIP_STANDING.WAITING_SINCE, at)
                    .where(standsBelow, MEMBERSHIP_STANDING.WAITING_SINCE.isNull())
                    .execute();
        }
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
                row.get(MEMBERSHIP_TIER.ENTRY_LINE),
                row.get(MEMBERSHIP_TIER.RETENTION_LINE),
                row.get(MEMBERSHIP_TIER.PLACES));
    }
}
