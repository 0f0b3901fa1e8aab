package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsLedgerCheck.POINTS_LEDGER_CHECK;
import static io.perennial.points.adapter.jooq.generated.tables.PointsLedgerFault.POINTS_LEDGER_FAULT;

import com.fasterxml.uuid.Generators;
import io.perennial.membership.MemberId;
import io.perennial.points.Points;
import io.perennial.points.ReadLedgerChecks;
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

    private static final int LONGEST = 400;

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
                POINTS_LEDGER_FAULT.MEMBER_ID,
                POINTS_LEDGER_FAULT.WHAT);
        var number = 0;
        for (var fault : report.faults()) {
            var what = fault.what().substring(0, Math.min(LONGEST, fault.what().length()));
            insert = insert.values(id, number++, fault.member().value(), what);
        }
        insert.execute();
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
        return dsl.select(POINTS_LEDGER_FAULT.CHECK_ID, POINTS_LEDGER_FAULT.MEMBER_ID, POINTS_LEDGER_FAULT.WHAT)
                .from(POINTS_LEDGER_FAULT)
                .where(POINTS_LEDGER_FAULT.CHECK_ID.in(checks))
                .orderBy(POINTS_LEDGER_FAULT.CHECK_ID, POINTS_LEDGER_FAULT.NUMBER)
                .fetchGroups(POINTS_LEDGER_FAULT.CHECK_ID, row -> new Fault(new MemberId(row.value2()), row.value3()));
    }
}
