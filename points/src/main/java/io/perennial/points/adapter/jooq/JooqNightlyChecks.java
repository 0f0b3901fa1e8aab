package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsCheckDue.POINTS_CHECK_DUE;
import static io.perennial.points.adapter.jooq.generated.tables.PointsCheckRound.POINTS_CHECK_ROUND;
import static io.perennial.points.adapter.jooq.generated.tables.PointsEntry.POINTS_ENTRY;
import static io.perennial.points.adapter.jooq.generated.tables.PointsLedgerCheck.POINTS_LEDGER_CHECK;
import static io.perennial.points.adapter.jooq.generated.tables.PointsLedgerFault.POINTS_LEDGER_FAULT;
import static org.jooq.impl.DSL.inline;

import com.fasterxml.uuid.Generators;
import io.perennial.membership.Programme;
import io.perennial.points.ReadLedgerChecks.Check;
import io.perennial.points.ReadLedgerChecks.Extent;
import io.perennial.points.adapter.jooq.MemberChecks.Seen;
import io.perennial.points.adapter.jooq.generated.tables.records.PointsCheckRoundRecord;
import io.perennial.points.domain.CheckRound;
import io.perennial.points.domain.NightlyChecks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whose ledger changed is read from the entries by the index of their time, so the books pay nothing for it when they are
 * written. Each step first reads, at one moment and holding no one up, and then keeps in a small transaction what it saw and how
 * far it came.
 */
@Repository
class JooqNightlyChecks implements NightlyChecks {

    /** By then every transaction is over that gave its entry a time before. */
    static final Duration LATE_COMMITS = Duration.ofHours(1);

    private static final int PAGE = 1_000;

    private final DSLContext dsl;
    private final Programme programme;
    private final JooqGeneralChecks general;
    private final JooqLedgerChecks checks;
    private final Clock clock;
    private final TransactionTemplate keeping;
    private final TransactionTemplate oneMoment;

    JooqNightlyChecks(
            DSLContext dsl,
            Programme programme,
            JooqGeneralChecks general,
            JooqLedgerChecks checks,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.dsl = dsl;
        this.programme = programme;
        this.general = general;
        this.checks = checks;
        this.clock = clock;
        this.keeping = new TransactionTemplate(transactions);
        this.oneMoment = JooqGeneralChecks.oneMoment(transactions);
    }

    @Override
    public Night begin(Instant now) {
        return Objects.requireNonNull(keeping.execute(_ -> {
            var check = POINTS_LEDGER_CHECK;
            var last = checks.lastNight();
            var round = roundUnderWay(now);
            if (last != null && last.getFinishedAt() == null) {
                var inTurn = last.getMembers() - last.getChanged();
                return new Night(last.getCheckId(), last.getStartedAt(), rule(round, inTurn), inTurn);
            }
            var id = Generators.timeBasedEpochGenerator().generate();
            // The first night looks at everybody anyway.
            var changedUntil = last == null || last.getChangedUntil() == null
                    ? now
                    : last.getChangedUntil().minus(LATE_COMMITS);
            noteFaulty();
            dsl.insertInto(check)
                    .set(check.STARTED_AT, now)
                    .set(check.CHECK_ID, id)
                    .set(check.EXTENT, Extent.NIGHT.name())
                    .set(check.MEMBERS, 0L)
                    .set(check.ENTRIES, 0L)
                    .set(check.OUTSTANDING, 0L)
                    .set(check.CHANGED, 0L)
                    .set(check.CHANGED_UNTIL, changedUntil)
                    .execute();
            return new Night(id, now, rule(round, 0), 0);
        }));
    }

    private static CheckRound rule(PointsCheckRoundRecord round, long inTurn) {
        return new CheckRound(round.getBeganAt(), round.getSeen() - inTurn, round.getExpected());
    }

    private PointsCheckRoundRecord roundUnderWay(Instant now) {
        var last = checks.lastRound();
        if (last != null && last.getFinishedAt() == null) {
            return last;
        }
        var round = dsl.newRecord(POINTS_CHECK_ROUND);
        round.setBeganAt(now);
        round.setSeen(0L);
        round.setExpected(last == null ? 0L : last.getSeen());
        round.setMembersDone(false);
        dsl.insertInto(POINTS_CHECK_ROUND).set(round).execute();
        return round;
    }

    /** In whom a fault was found, that has to be seen until it is mended. */
    private void noteFaulty() {
        var faulty = checks.lastFinished()
                .map(check -> dsl.selectDistinct(POINTS_LEDGER_FAULT.MEMBER_ID)
                        .from(POINTS_LEDGER_FAULT)
                        .where(
                                POINTS_LEDGER_FAULT.CHECK_ID.eq(check.getCheckId()),
                                POINTS_LEDGER_FAULT.MEMBER_ID.isNotNull())
                        .fetch(row -> row.value1()))
                .orElse(List.of());
        note(faulty);
    }

    private void note(Collection<UUID> members) {
        if (!members.isEmpty()) {
            var insert = dsl.insertInto(POINTS_CHECK_DUE, POINTS_CHECK_DUE.MEMBER_ID);
            for (var member : members) {
                insert = insert.values(member);
            }
            insert.onDuplicateKeyIgnore().execute();
        }
    }

    /** Where in the index of times a page ended. */
    record Place(Instant bookedAt, String kind, long points, UUID member, long sequence) {

        static Place of(Record row) {
            return new Place(
                    row.get(POINTS_ENTRY.BOOKED_AT),
                    row.get(POINTS_ENTRY.KIND),
                    row.get(POINTS_ENTRY.POINTS),
                    row.get(POINTS_ENTRY.MEMBER_ID),
                    row.get(POINTS_ENTRY.SEQ));
        }

        /** The first line is what the index goes by. */
        Condition behind() {
            var entry = POINTS_ENTRY;
            return entry.BOOKED_AT
                    .ge(bookedAt)
                    .and(entry.BOOKED_AT
                            .gt(bookedAt)
                            .or(entry.KIND.gt(kind))
                            .or(entry.KIND
                                    .eq(kind)
                                    .and(entry.POINTS
                                            .gt(points)
                                            .or(entry.POINTS
                                                    .eq(points)
                                                    .and(entry.MEMBER_ID
                                                            .gt(member)
                                                            .or(entry.MEMBER_ID
                                                                    .eq(member)
                                                                    .and(entry.SEQ.gt(sequence))))))));
        }
    }

    @Override
    public void noteChanged(Night night) {
        var from = Objects.requireNonNull(dsl.select(POINTS_LEDGER_CHECK.CHANGED_UNTIL)
                .from(POINTS_LEDGER_CHECK)
                .where(isThat(night))
                .fetchSingle()
                .value1());
        var page = bookedFrom(POINTS_ENTRY.BOOKED_AT.ge(from), night.startedAt());
        while (!page.isEmpty()) {
            var members = page.stream().map(Place::member).distinct().toList();
            var last = page.getLast();
            keeping.executeWithoutResult(_ -> {
                note(members);
                comeTo(night, last.bookedAt());
            });
            page = page.size() < PAGE ? List.of() : bookedFrom(last.behind(), night.startedAt());
        }
        comeTo(night, night.startedAt());
    }

    /** One page, by the index alone. */
    List<Place> bookedFrom(Condition from, Instant until) {
        var entry = POINTS_ENTRY;
        return dsl.select(entry.BOOKED_AT, entry.KIND, entry.POINTS, entry.MEMBER_ID, entry.SEQ)
                .from(entry)
                .where(from, entry.BOOKED_AT.lt(until))
                .orderBy(entry.BOOKED_AT, entry.KIND, entry.POINTS, entry.MEMBER_ID, entry.SEQ)
                .limit(inline(PAGE))
                .fetch(Place::of);
    }

    private void comeTo(Night night, Instant changedUntil) {
        dsl.update(POINTS_LEDGER_CHECK)
                .set(POINTS_LEDGER_CHECK.CHANGED_UNTIL, changedUntil)
                .where(isThat(night))
                .execute();
    }

    @Override
    public Progress lookAtNext(Night night, long atMost) {
        var round = Objects.requireNonNull(checks.lastRound());
        if (round.getMembersDone() || atMost <= 0) {
            return new Progress(0, round.getMembersDone());
        }
        var looked = Objects.requireNonNull(oneMoment.execute(_ -> {
            var last = JooqLedgerVerification.endOfRange(
                    dsl, round.getSeenTo(), (int) Math.min(JooqLedgerVerification.MEMBERS, atMost));
            return look(new MemberRange(round.getSeenTo(), last));
        }));
        var range = (MemberRange) looked.members();
        keeping.executeWithoutResult(_ -> {
            var moved = dsl.update(POINTS_CHECK_ROUND)
                    .set(POINTS_CHECK_ROUND.SEEN_TO, range.until())
                    .set(
                            POINTS_CHECK_ROUND.SEEN,
                            round.getSeen() + looked.seen().members())
                    .set(POINTS_CHECK_ROUND.MEMBERS_DONE, range.until() == null)
                    .where(
                            POINTS_CHECK_ROUND.BEGAN_AT.eq(round.getBeganAt()),
                            POINTS_CHECK_ROUND.SEEN.eq(round.getSeen()),
                            POINTS_CHECK_ROUND.MEMBERS_DONE.isFalse())
                    .execute();
            only(moved == 1, night);
            dsl.deleteFrom(POINTS_CHECK_DUE)
                    .where(range.of(POINTS_CHECK_DUE.MEMBER_ID))
                    .execute();
            keep(night, looked.seen(), 0, looked.faults());
        });
        return new Progress(looked.seen().members(), range.until() == null);
    }

    @Override
    public boolean lookAtChanged(Night night) {
        var members = dsl.select(POINTS_CHECK_DUE.MEMBER_ID)
                .from(POINTS_CHECK_DUE)
                .orderBy(POINTS_CHECK_DUE.MEMBER_ID)
                .limit(inline(MemberList.MOST))
                .fetch(row -> row.value1());
        if (members.isEmpty()) {
            return false;
        }
        var looked = Objects.requireNonNull(oneMoment.execute(_ -> look(new MemberList(members))));
        keeping.executeWithoutResult(_ -> {
            var taken = dsl.deleteFrom(POINTS_CHECK_DUE)
                    .where(POINTS_CHECK_DUE.MEMBER_ID.in(members))
                    .execute();
            only(taken == members.size(), night);
            keep(night, looked.seen(), looked.seen().members(), looked.faults());
        });
        return members.size() == MemberList.MOST;
    }

    private record Looked(MemberSet members, Seen seen, Faults faults) {}

    private Looked look(MemberSet members) {
        var faults = new Faults();
        return new Looked(
                members, new MemberChecks(dsl, programme.zone(), faults, List.of(), List.of()).look(members), faults);
    }

    @Override
    public Check finish(Night night, boolean endsRound) {
        var faults = new Faults();
        checkWhatConcernsAll(endsRound, faults);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        keeping.executeWithoutResult(_ -> {
            if (endsRound) {
                dsl.update(POINTS_CHECK_ROUND)
                        .set(POINTS_CHECK_ROUND.FINISHED_AT, now)
                        .where(POINTS_CHECK_ROUND.BEGAN_AT.eq(night.round().beganAt()))
                        .execute();
            }
            keep(night, new Seen(0, 0, 0), 0, faults);
            var finished = dsl.update(POINTS_LEDGER_CHECK)
                    .set(POINTS_LEDGER_CHECK.ENDS_ROUND, endsRound)
                    .set(POINTS_LEDGER_CHECK.FINISHED_AT, now)
                    .where(isThat(night), POINTS_LEDGER_CHECK.FINISHED_AT.isNull())
                    .execute();
            only(finished == 1, night);
        });
        return checks.find(night.startedAt(), night.id());
    }

    /** All of it at the end of a round, or as long as something is wrong with it; else what may have changed. */
    private void checkWhatConcernsAll(boolean endsRound, Faults faults) {
        var last = checks.lastFinished();
        if (endsRound || last.filter(check -> concernsAll(check.getCheckId())).isPresent()) {
            general.check(faults);
        } else {
            // A day is closed an hour after it is over, or later.
            var since = last.map(check -> LocalDate.ofInstant(check.getStartedAt(), programme.zone()))
                    .orElse(LocalDate.EPOCH);
            general.checkDays(since.minusDays(2), faults);
        }
    }

    private boolean concernsAll(UUID check) {
        return dsl.fetchExists(
                POINTS_LEDGER_FAULT, POINTS_LEDGER_FAULT.CHECK_ID.eq(check), POINTS_LEDGER_FAULT.MEMBER_ID.isNull());
    }

    private void keep(Night night, Seen seen, long changed, Faults faults) {
        var check = POINTS_LEDGER_CHECK;
        dsl.update(check)
                .set(check.MEMBERS, check.MEMBERS.plus(seen.members()))
                .set(check.ENTRIES, check.ENTRIES.plus(seen.entries()))
                .set(check.OUTSTANDING, check.OUTSTANDING.plus(seen.outstanding()))
                .set(check.CHANGED, check.CHANGED.plus(changed))
                .where(isThat(night))
                .execute();
        checks.keep(night.id(), faults.all());
    }

    private static Condition isThat(Night night) {
        return POINTS_LEDGER_CHECK.STARTED_AT.eq(night.startedAt()).and(POINTS_LEDGER_CHECK.CHECK_ID.eq(night.id()));
    }

    private static void only(boolean isTheOnlyOne, Night night) {
        if (!isTheOnlyOne) {
            throw new IllegalStateException(
                    "someone else goes on with the check of the ledger begun at " + night.startedAt());
        }
    }
}
