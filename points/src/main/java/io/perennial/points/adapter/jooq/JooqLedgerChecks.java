package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsLedgerCheck.POINTS_LEDGER_CHECK;
import static io.perennial.points.adapter.jooq.generated.tables.PointsLedgerFault.POINTS_LEDGER_FAULT;

import com.fasterxml.uuid.Generators;
import io.perennial.membership.MemberId;
import io.perennial.points.Points;
import io.perennial.points.ReadLedgerChecks;
import io.perennial.points.VerifyLedger.Breach;
import io.perennial.points.VerifyLedger.Fault;
import io.perennial.points.VerifyLedger.Report;
import io.perennial.points.domain.LedgerChecks;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
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
                .set(POINTS_LEDGER_CHECK.MEMBERS, report.members())
                .set(POINTS_LEDGER_CHECK.ENTRIES, report.entries())
                .set(POINTS_LEDGER_CHECK.OUTSTANDING, report.outstanding().value())
                .execute();
        if (report.isSound()) {
            return;
        }
        var insert = dsl.insertInto(
                POINTS_LEDGER_FAULT,
                POINTS_LEDGER_FAULT.CHECK_ID,
                POINTS_LEDGER_FAULT.NUMBER,
                POINTS_LEDGER_FAULT.BREACH,
                POINTS_LEDGER_FAULT.MEMBER_ID,
                POINTS_LEDGER_FAULT.SUBJECT,
                POINTS_LEDGER_FAULT.FOUND,
                POINTS_LEDGER_FAULT.EXPECTED);
        var number = 0;
        for (var fault : report.faults()) {
            var member = fault.member();
            insert = insert.values(
                    id,
                    number++,
                    fault.breach().name(),
                    member == null ? null : member.value(),
                    cut(fault.subject()),
                    cut(fault.found()),
                    cut(fault.expected()));
        }
        insert.execute();
    }

    /** What was tampered with may be longer than anything that was booked. */
    private static String cut(String text) {
        return text.substring(0, Math.min(LONGEST, text.length()));
    }

    @Override
    public List<Check> latest(int limit) {
        var rows = dsl.selectFrom(POINTS_LEDGER_CHECK)
                .orderBy(POINTS_LEDGER_CHECK.STARTED_AT.desc(), POINTS_LEDGER_CHECK.CHECK_ID.desc())
                .limit(limit)
                .fetch();
        var faults = faults(rows.map(row -> row.getCheckId()));
        return rows.map(row -> new Check(
                row.getStartedAt(),
                row.getFinishedAt(),
                new Report(
                        row.getMembers(),
                        row.getEntries(),
                        Points.of(row.getOutstanding()),
                        faults.getOrDefault(row.getCheckId(), List.of()))));
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
