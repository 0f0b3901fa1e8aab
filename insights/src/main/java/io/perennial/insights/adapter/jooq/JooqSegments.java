package io.perennial.insights.adapter.jooq;

import static io.perennial.insights.adapter.jooq.generated.tables.InsightsSegment.INSIGHTS_SEGMENT;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsSegmentDay.INSIGHTS_SEGMENT_DAY;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsSegmentStay.INSIGHTS_SEGMENT_STAY;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsSegmentVersion.INSIGHTS_SEGMENT_VERSION;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.perennial.insights.Condition;
import io.perennial.insights.CountAudience.Reach;
import io.perennial.insights.Judgement;
import io.perennial.insights.Portrait;
import io.perennial.insights.ReadSegments;
import io.perennial.insights.Segment;
import io.perennial.insights.SegmentsChanged.Move;
import io.perennial.insights.Trait.Did;
import io.perennial.insights.adapter.jooq.generated.tables.records.InsightsSegmentDayRecord;
import io.perennial.insights.adapter.jooq.generated.tables.records.InsightsSegmentStayRecord;
import io.perennial.insights.domain.Segments;
import io.perennial.membership.BilingualText;
import io.perennial.membership.ConsentChannel;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.StaffId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Repository;

@Repository
class JooqSegments implements Segments, ReadSegments {

    private static final int CHUNK = 1_000;

    private final DSLContext dsl;
    private final JooqFacts facts;
    private final JooqDeeds deeds;
    private final Programme programme;
    private final Clock clock;

    JooqSegments(DSLContext dsl, JooqFacts facts, JooqDeeds deeds, Programme programme, Clock clock) {
        this.dsl = dsl;
        this.facts = facts;
        this.deeds = deeds;
        this.programme = programme;
        this.clock = clock;
    }

    // --- definitions ----------------------------------------------------------------------------

    @Override
    public List<State> states() {
        var s = INSIGHTS_SEGMENT;
        var v = INSIGHTS_SEGMENT_VERSION;
        return dsl.select(s.fields())
                .select(v.KIND, v.NAME_ZH, v.NAME_EN, v.DEFINITION)
                .from(s)
                .join(v)
                .on(v.CODE.eq(s.CODE), v.VERSION.eq(s.VERSION))
                .orderBy(s.CODE)
                .fetch(JooqSegments::toState);
    }

    private static State toState(Record row) {
        var s = INSIGHTS_SEGMENT;
        var settledTo = row.get(s.SETTLED_TO);
        return new State(
                toSegment(row, row.get(s.CODE), row.get(s.VERSION)),
                row.get(s.MEMBERS),
                row.get(s.SETTLING),
                Optional.ofNullable(settledTo).map(MemberId::new),
                row.get(s.SWEPT_UNTIL),
                row.get(s.RETIRED_AT),
                reachable(row));
    }

    private static Optional<Reachable> reachable(Record row) {
        var s = INSIGHTS_SEGMENT;
        return Optional.ofNullable(row.get(s.COUNTED_AT))
                .map(at -> new Reachable(
                        new Reach(
                                row.get(s.ACTIVE),
                                Map.of(
                                        ConsentChannel.EMAIL, row.get(s.EMAIL),
                                        ConsentChannel.SMS, row.get(s.SMS),
                                        ConsentChannel.WHATSAPP, row.get(s.WHATSAPP),
                                        ConsentChannel.WECHAT, row.get(s.WECHAT))),
                        at));
    }

    private static Segment toSegment(Record row, String code, int version) {
        var v = INSIGHTS_SEGMENT_VERSION;
        return new Segment(
                code,
                version,
                Segment.Kind.valueOf(row.get(v.KIND)),
                new BilingualText(row.get(v.NAME_ZH), row.get(v.NAME_EN)),
                StoredConditions.condition(row.get(v.DEFINITION)));
    }

    @Override
    public boolean add(Segment segment, boolean settle, Instant at, StaffId by) {
        var s = INSIGHTS_SEGMENT;
        var v = INSIGHTS_SEGMENT_VERSION;
        try {
            dsl.insertInto(v)
                    .set(v.CODE, segment.code())
                    .set(v.VERSION, segment.version())
                    .set(v.KIND, segment.kind().name())
                    .set(v.NAME_ZH, segment.name().zh())
                    .set(v.NAME_EN, segment.name().en())
                    .set(v.DEFINITION, StoredConditions.of(segment.condition()))
                    .set(v.PUBLISHED_AT, at)
                    .set(v.PUBLISHED_BY, by.value())
                    .execute();
        } catch (DuplicateKeyException _) {
            return false;
        }
        if (segment.version() == 1) {
            dsl.insertInto(s)
                    .set(s.CODE, segment.code())
                    .set(s.VERSION, 1)
                    .set(s.SETTLING, settle)
                    .set(s.SWEPT_UNTIL, at)
                    .set(s.MEMBERS, 0L)
                    .execute();
        } else {
            var update = dsl.update(s).set(s.VERSION, segment.version());
            if (settle) {
                update = update.set(s.SETTLING, true).setNull(s.SETTLED_TO);
            }
            update.where(s.CODE.eq(segment.code())).execute();
        }
        return true;
    }

    @Override
    public void retire(String code, Instant at) {
        dsl.update(INSIGHTS_SEGMENT)
                .set(INSIGHTS_SEGMENT.RETIRED_AT, at)
                .set(INSIGHTS_SEGMENT.SETTLING, false)
                .where(INSIGHTS_SEGMENT.CODE.eq(code))
                .execute();
    }

    @Override
    public void beginSettling(String code, Instant sweptUntil) {
        swept(code, sweptUntil);
    }

    @Override
    public void settled(String code, int version, @Nullable MemberId settledTo) {
        dsl.update(INSIGHTS_SEGMENT)
                .set(INSIGHTS_SEGMENT.SETTLING, settledTo != null)
                .set(INSIGHTS_SEGMENT.SETTLED_TO, settledTo == null ? null : settledTo.value())
                .setNull(INSIGHTS_SEGMENT.COUNTED_AT)
                .where(INSIGHTS_SEGMENT.CODE.eq(code), INSIGHTS_SEGMENT.VERSION.eq(version))
                .execute();
    }

    @Override
    public void settleAgain(Collection<String> codes) {
        dsl.update(INSIGHTS_SEGMENT)
                .set(INSIGHTS_SEGMENT.SETTLING, true)
                .setNull(INSIGHTS_SEGMENT.SETTLED_TO)
                .where(INSIGHTS_SEGMENT.CODE.in(codes))
                .execute();
    }

    @Override
    public void swept(String code, Instant until) {
        dsl.update(INSIGHTS_SEGMENT)
                .set(INSIGHTS_SEGMENT.SWEPT_UNTIL, until)
                .where(INSIGHTS_SEGMENT.CODE.eq(code))
                .execute();
    }

    @Override
    public List<String> uncounted(Instant since, long large, Instant sinceIfLarge) {
        var s = INSIGHTS_SEGMENT;
        return dsl.select(s.CODE)
                .from(s)
                .where(s.RETIRED_AT.isNull())
                .and(s.COUNTED_AT
                        .isNull()
                        .or(s.COUNTED_AT.lt(sinceIfLarge))
                        .or(s.COUNTED_AT.lt(since).and(s.MEMBERS.lt(large))))
                .orderBy(s.CODE)
                .fetch(row -> row.value1());
    }

    @Override
    public void counted(String code, Reach reach, Instant at) {
        var s = INSIGHTS_SEGMENT;
        dsl.update(s)
                .set(s.ACTIVE, reach.active())
                .set(s.EMAIL, reach.channels().get(ConsentChannel.EMAIL))
                .set(s.SMS, reach.channels().get(ConsentChannel.SMS))
                .set(s.WHATSAPP, reach.channels().get(ConsentChannel.WHATSAPP))
                .set(s.WECHAT, reach.channels().get(ConsentChannel.WECHAT))
                .set(s.COUNTED_AT, at)
                .where(s.CODE.eq(code))
                .execute();
    }

    // --- who belongs to them --------------------------------------------------------------------

    /** Member by member, of whom each is in few: by the segments it would be a search for each of them and each member. */
    @Override
    public Map<String, Set<MemberId>> belonging(Collection<MemberId> members, Collection<String> codes) {
        var stay = INSIGHTS_SEGMENT_STAY;
        return dsl
                .select(stay.SEGMENT, stay.OPEN_MEMBER)
                .from(stay.forceIndex("insights_segment_stay_of_member"))
                .where(stay.OPEN_MEMBER.in(members.stream().map(MemberId::value).toList()))
                .fetch()
                .stream()
                .filter(record -> codes.contains(record.value1()))
                .collect(groupingBy(
                        record -> record.value1(), mapping(record -> new MemberId(record.value2()), toSet())));
    }

    @Override
    public List<MemberId> page(String code, int limit) {
        return members(code, Optional.empty(), limit).stream()
                .map(Member::member)
                .toList();
    }

    @Override
    public void move(List<Move> moves, Map<String, Integer> versions, Instant at) {
        var stay = INSIGHTS_SEGMENT_STAY;
        moves.stream()
                .filter(Move::entered)
                .map(move -> {
                    var entry = new InsightsSegmentStayRecord();
                    entry.setMemberId(move.member().value());
                    entry.setSegment(move.segment());
                    entry.setEnteredAt(at);
                    entry.setVersion(versions.get(move.segment()));
                    return entry;
                })
                .gather(Gatherers.windowFixed(CHUNK))
                // Who left and came back within the same moment has not left.
                .forEach(some -> dsl.insertInto(stay, stay.MEMBER_ID, stay.SEGMENT, stay.ENTERED_AT, stay.VERSION)
                        .valuesOfRows(some.stream()
                                .map(entry -> row(
                                        entry.getMemberId(),
                                        entry.getSegment(),
                                        entry.getEnteredAt(),
                                        entry.getVersion()))
                                .toList())
                        .onDuplicateKeyUpdate()
                        .setNull(stay.LEFT_AT)
                        .execute());
        moves.stream()
                .filter(move -> !move.entered())
                .collect(groupingBy(Move::segment, TreeMap::new, mapping(Move::member, toList())))
                .forEach((code, members) -> members.stream()
                        .gather(Gatherers.windowFixed(CHUNK))
                        .forEach(some -> dsl.update(stay)
                                .set(stay.LEFT_AT, at)
                                .where(stay.SEGMENT.eq(code))
                                .and(stay.OPEN_MEMBER.in(
                                        some.stream().map(MemberId::value).toList()))
                                .execute()));
        moves.stream()
                .collect(groupingBy(
                        Move::segment, TreeMap::new, Collectors.summingLong(move -> move.entered() ? 1 : -1)))
                .forEach((code, more) -> dsl.update(INSIGHTS_SEGMENT)
                        .set(INSIGHTS_SEGMENT.MEMBERS, INSIGHTS_SEGMENT.MEMBERS.plus(more))
                        .where(INSIGHTS_SEGMENT.CODE.eq(code))
                        .execute());
        countDay(moves, LocalDate.ofInstant(at, programme.zone()));
    }

    private void countDay(List<Move> moves, LocalDate day) {
        var d = INSIGHTS_SEGMENT_DAY;
        moves.stream()
                .collect(groupingBy(Move::segment, TreeMap::new, toList()))
                .forEach((code, theirs) -> {
                    var came = theirs.stream().filter(Move::entered).count();
                    dsl.insertInto(d)
                            .set(new InsightsSegmentDayRecord(code, day, came, theirs.size() - came))
                            .onDuplicateKeyUpdate()
                            .set(d.CAME, d.CAME.plus(came))
                            .set(d.WENT, d.WENT.plus(theirs.size() - came))
                            .execute();
                });
    }

    // --- reading --------------------------------------------------------------------------------

    @Override
    public List<Listed> all() {
        return states().stream()
                .filter(state -> state.retiredAt() == null)
                .map(JooqSegments::listed)
                .toList();
    }

    @Override
    public Optional<Listed> find(String code) {
        return states().stream()
                .filter(state -> state.segment().code().equals(code))
                .map(JooqSegments::listed)
                .findFirst();
    }

    private static Listed listed(State state) {
        return new Listed(state.segment(), state.members(), state.settling(), state.retiredAt(), state.reachable());
    }

    @Override
    public List<Version> versions(String code) {
        var v = INSIGHTS_SEGMENT_VERSION;
        return dsl.selectFrom(v)
                .where(v.CODE.eq(code))
                .orderBy(v.VERSION.desc())
                .fetch(version -> new Version(
                        toSegment(version, version.getCode(), version.getVersion()),
                        version.getPublishedAt(),
                        version.getPublishedBy() == null ? null : new StaffId(version.getPublishedBy())));
    }

    @Override
    public List<Day> days(String code, LocalDate from) {
        var d = INSIGHTS_SEGMENT_DAY;
        return dsl.selectFrom(d)
                .where(d.SEGMENT.eq(code), d.DAY.ge(from))
                .orderBy(d.DAY)
                .fetch(row -> new Day(row.getDay(), row.getCame(), row.getWent()));
    }

    @Override
    public Map<String, BilingualText> names() {
        var s = INSIGHTS_SEGMENT;
        var v = INSIGHTS_SEGMENT_VERSION;
        return dsl.select(s.CODE, v.NAME_ZH, v.NAME_EN)
                .from(s)
                .join(v)
                .on(v.CODE.eq(s.CODE), v.VERSION.eq(s.VERSION))
                .fetchMap(record -> record.value1(), record -> new BilingualText(record.value2(), record.value3()));
    }

    @Override
    public List<Member> members(String code, Optional<MemberId> after, int limit) {
        var stay = INSIGHTS_SEGMENT_STAY;
        return dsl.select(stay.OPEN_MEMBER, stay.ENTERED_AT)
                .from(stay)
                .where(stay.SEGMENT.eq(code), stay.OPEN_MEMBER.isNotNull())
                .and(after.map(last -> stay.OPEN_MEMBER.gt(last.value())).orElse(noCondition()))
                .orderBy(stay.OPEN_MEMBER)
                .limit(limit)
                .fetch(record -> new Member(new MemberId(record.value1()), record.value2()));
    }

    @Override
    public List<MemberId> membersDown(String code, Optional<MemberId> before, int limit) {
        var stay = INSIGHTS_SEGMENT_STAY;
        return dsl.select(stay.OPEN_MEMBER)
                .from(stay)
                .where(stay.SEGMENT.eq(code), stay.OPEN_MEMBER.isNotNull())
                .and(before.map(last -> stay.OPEN_MEMBER.lt(last.value())).orElse(noCondition()))
                .orderBy(stay.OPEN_MEMBER.desc())
                .limit(limit)
                .fetch(row -> new MemberId(row.value1()));
    }

    @Override
    public List<Stay> of(MemberId member) {
        var stay = INSIGHTS_SEGMENT_STAY;
        return dsl.selectFrom(stay)
                .where(stay.MEMBER_ID.eq(member.value()), stay.LEFT_AT.isNull())
                .orderBy(stay.SEGMENT)
                .fetch(JooqSegments::toStay);
    }

    @Override
    public List<Stay> history(MemberId member, int limit) {
        var stay = INSIGHTS_SEGMENT_STAY;
        return dsl.selectFrom(stay)
                .where(stay.MEMBER_ID.eq(member.value()))
                .orderBy(stay.ENTERED_AT.desc(), stay.SEGMENT)
                .limit(limit)
                .fetch(JooqSegments::toStay);
    }

    private static Stay toStay(InsightsSegmentStayRecord row) {
        return new Stay(row.getSegment(), row.getEnteredAt(), row.getLeftAt());
    }

    @Override
    public Map<MemberId, Stays> stays(Collection<MemberId> members) {
        if (members.isEmpty()) {
            return Map.of();
        }
        var stay = INSIGHTS_SEGMENT_STAY;
        var stays = new HashMap<MemberId, Stays>();
        dsl.selectFrom(stay)
                .where(stay.MEMBER_ID.in(members.stream().map(MemberId::value).toList()))
                .fetchGroups(record -> new MemberId(record.getMemberId()), JooqSegments::toStay)
                .forEach((member, theirs) -> stays.put(member, new Stays(theirs)));
        return stays;
    }

    // --- why ------------------------------------------------------------------------------------

    @Override
    public Optional<Judgement> explain(String code, MemberId member) {
        var segment = find(code).map(Listed::segment).filter(found -> found.kind() != Segment.Kind.HAND_PICKED);
        return segment.flatMap(found -> portrait(member, found.condition(), clock.instant())
                .map(portrait -> Judgement.judge(found.condition(), portrait)));
    }

    /** As far as the condition asks. */
    Optional<Portrait> portrait(MemberId member, Condition condition, Instant now) {
        var dids = condition
                .leaves()
                .filter(Did.class::isInstance)
                .map(Did.class::cast)
                .toList();
        var types = dids.stream().map(Did::activity).collect(toSet());
        var items = dids.stream().anyMatch(did -> did.such().asks().contains(Condition.Ask.ITEMS));
        return facts.find(member)
                .map(found -> new Portrait(
                        found,
                        of(member).stream().map(Stay::segment).collect(toSet()),
                        types.isEmpty() ? List.of() : List.copyOf(deeds.of(member, types, items)),
                        facts.cutPoints(),
                        now,
                        programme.zone()));
    }
}
