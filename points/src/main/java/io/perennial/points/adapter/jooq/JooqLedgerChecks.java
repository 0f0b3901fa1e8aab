package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsCheckRound.POINTS_CHECK_ROUND;
import static io.perennial.points.adapter.jooq.generated.tables.PointsLedgerCheck.POINTS_LEDGER_CHECK;
import static io.perennial.points.adapter.jooq.generated.tables.PointsLedgerFault.POINTS_LEDGER_FAULT;
import static org.jooq.impl.DSL.inline;

import com.fasterxml.uuid.Generators;
import io.perennial.membership.MemberId;
import io.perennial.points.Points;
import io.perennial.points.ReadLedgerChecks;
import io.perennial.points.VerifyLedger.Breach;
import io.perennial.points.VerifyLedger.Fault;
import io.perennial.points.VerifyLedger.Report;
import io.perennial.points.adapter.jooq.generated.tables.records.PointsCheckRoundRecord;
import io.perennial.points.adapter.jooq.generated.tables.records.PointsLedgerCheckRecord;
import io.perennial.points.domain.LedgerChecks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class JooqLedgerChecks implements LedgerChecks, ReadLedgerChecks {

    private static final int LONGEST = 200;

    private final DSLContext dsl;

    JooqLedgerChecks(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    @Transactional
    public void add(Check check) {
        var id = Generators.timeBasedEpochGenerator().generate();
        var report = check.report();
        dsl.insertInto(POINTS_LEDGER_CHECK)
                .set(POINTS_LEDGER_CHECK.STARTED_AT, check.startedAt())
                .set(POINTS_LEDGER_CHECK.CHECK_ID, id)
                .set(POINTS_LEDGER_CHECK.FINISHED_AT, check.finishedAt())
                .set(POINTS_LEDGER_CHECK.EXTENT, check.extent().name())
                .set(POINTS_LEDGER_CHECK.MEMBERS, report.members())
                .set(POINTS_LEDGER_CHECK.ENTRIES, report.entries())
                .set(POINTS_LEDGER_CHECK.OUTSTANDING, report.outstanding().value())
                .set(POINTS_LEDGER_CHECK.CHANGED, check.changed())
                .set(POINTS_LEDGER_CHECK.ENDS_ROUND, check.endsRound())
                .execute();
        keep(id, report.faults());
    }

    /** Behind those that are kept of this check already, as many as are enough. */
    void keep(UUID check, List<Fault> faults) {
        if (faults.isEmpty()) {
            return;
        }
        var fault = POINTS_LEDGER_FAULT;
        var kept = dsl.fetchCount(fault, fault.CHECK_ID.eq(check));
        var rows = faults.stream().limit(Math.max(0, Faults.MOST - kept)).toList();
        if (rows.isEmpty()) {
            return;
        }
        var insert = dsl.insertInto(
                fault,
                fault.CHECK_ID,
                fault.NUMBER,
                fault.BREACH,
                fault.MEMBER_ID,
                fault.SUBJECT,
                fault.FOUND,
                fault.EXPECTED);
        var number = kept;
        for (var each : rows) {
            var member = each.member();
            insert = insert.values(
                    check,
                    number++,
                    each.breach().name(),
                    member == null ? null : member.value(),
                    cut(each.subject()),
                    cut(each.found()),
                    cut(each.expected()));
        }
        insert.execute();
    }

    /** What was tampered with may be longer than anything that was booked. */
    private static String cut(String text) {
        return text.substring(0, Math.min(LONGEST, text.length()));
    }

    @Override
    public List<Check> latest(int limit) {
        return toChecks(newest(POINTS_LEDGER_CHECK.FINISHED_AT.isNotNull(), limit));
    }

    @Override
    public Optional<Check> underWay() {
        var night = lastNight();
        return night == null || night.getFinishedAt() != null
                ? Optional.empty()
                : Optional.of(toChecks(List.of(night)).getFirst());
    }

    @Override
    public Optional<Instant> lastSeenWhole() {
        var sawEverything = POINTS_LEDGER_CHECK
                .EXTENT
                .eq(Extent.WHOLE.name())
                .or(POINTS_LEDGER_CHECK.ENDS_ROUND.isTrue())
                .and(POINTS_LEDGER_CHECK.FINISHED_AT.isNotNull());
        return newest(sawEverything, 1).stream().findFirst().map(PointsLedgerCheckRecord::getFinishedAt);
    }

    @Override
    public Optional<Round> round() {
        var round = lastRound();
        return round == null || round.getFinishedAt() != null
                ? Optional.empty()
                : Optional.of(new Round(round.getBeganAt(), round.getSeen(), round.getExpected()));
    }

    @Nullable
    PointsCheckRoundRecord lastRound() {
        return dsl.selectFrom(POINTS_CHECK_ROUND)
                .orderBy(POINTS_CHECK_ROUND.BEGAN_AT.desc())
                .limit(inline(1))
                .fetchOne();
    }

    @Nullable
    PointsLedgerCheckRecord lastNight() {
        return newest(POINTS_LEDGER_CHECK.EXTENT.eq(Extent.NIGHT.name()), 1).stream()
                .findFirst()
                .orElse(null);
    }

    Optional<PointsLedgerCheckRecord> lastFinished() {
        return newest(POINTS_LEDGER_CHECK.FINISHED_AT.isNotNull(), 1).stream().findFirst();
    }

    Check find(Instant startedAt, UUID id) {
        return toChecks(newest(
                        POINTS_LEDGER_CHECK.STARTED_AT.eq(startedAt).and(POINTS_LEDGER_CHECK.CHECK_ID.eq(id)), 1))
                .getFirst();
    }

    /** One a night, so few are passed over. */
    private List<PointsLedgerCheckRecord> newest(Condition which, int limit) {
        return dsl.selectFrom(POINTS_LEDGER_CHECK)
                .where(which)
                .orderBy(POINTS_LEDGER_CHECK.STARTED_AT.desc(), POINTS_LEDGER_CHECK.CHECK_ID.desc())
                .limit(limit)
                .fetch();
    }

    private List<Check> toChecks(List<PointsLedgerCheckRecord> rows) {
        var faults =
                faults(rows.stream().map(PointsLedgerCheckRecord::getCheckId).toList());
        return rows.stream()
                .map(row -> new Check(
                        row.getStartedAt(),
                        row.getFinishedAt(),
                        Extent.valueOf(row.getExtent()),
                        new Report(
                                row.getMembers(),
                                row.getEntries(),
                                Points.of(Math.max(0, row.getOutstanding())),
                                faults.getOrDefault(row.getCheckId(), List.of())),
                        row.getChanged(),
                        row.getEndsRound()))
                .toList();
    }

    private Map<UUID, List<Fault>> faults(List<UUID> checks) {
        return dsl.selectFrom(POINTS_LEDGER_FAULT)
                .where(POINTS_LEDGER_FAULT.CHECK_ID.in(checks))
                .orderBy(POINTS_LEDGER_FAULT.CHECK_ID, POINTS_LEDGER_FAULT.NUMBER)
                .fetchGroups(
                        row -> row.getCheckId(),
                        row -> new Fault(
                                Breach.valueOf(row.getBreach()),
                                row.getMemberId() == null ? null : new MemberId(row.getMemberId()),
                                row.getSubject(),
                                row.getFound(),
                                row.getExpected()));
    }
}
