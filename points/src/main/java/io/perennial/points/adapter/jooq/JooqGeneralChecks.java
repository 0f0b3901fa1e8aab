package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsEntry.POINTS_ENTRY;

import io.perennial.membership.Programme;
import io.perennial.points.EntryKind;
import io.perennial.points.Reckonings;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** All that is proved of what concerns all members at once. */
@Component
class JooqGeneralChecks {

    private final DSLContext dsl;
    private final Programme programme;
    private final List<Reckonings> reckonings;
    private final TransactionTemplate oneMoment;

    JooqGeneralChecks(
            DSLContext dsl, Programme programme, List<Reckonings> reckonings, PlatformTransactionManager transactions) {
        this.dsl = dsl;
        this.programme = programme;
        this.reckonings = List.copyOf(reckonings);
        this.oneMoment = oneMoment(transactions);
    }

    /** Reads all of it as it was at one moment, and holds no one up. */
    static TransactionTemplate oneMoment(PlatformTransactionManager transactions) {
        var template = new TransactionTemplate(transactions);
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        template.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        template.setReadOnly(true);
        return template;
    }

    /** After all entries were shown to these two. */
    void check(BudgetChecks budgets, AdjustmentFileChecks files, Faults faults) {
        budgets.check(oneMoment, programme.zone(), faults);
        files.check(dsl, faults);
        new MissionChecks(dsl, faults).check();
        checkDays(LocalDate.EPOCH, faults);
        reckonings.forEach(each -> each.faults().forEach(faults::add));
    }

    /** Goes through those entries only that matter here, and through none where there is neither a budget nor a file. */
    void check(Faults faults) {
        var budgets = new BudgetChecks(dsl);
        var files = new AdjustmentFileChecks();
        var limited = BudgetChecks.limited(dsl);
        var which = POINTS_ENTRY.RULE_ID.in(limited);
        if (!limited.isEmpty()) {
            which = which.or(POINTS_ENTRY.KIND.eq(EntryKind.TAKEN_BACK.name()));
        }
        var hasFiles = !AdjustmentFileChecks.allowed(dsl).isEmpty();
        if (hasFiles) {
            which = which.or(POINTS_ENTRY.BUSINESS_KEY.startsWith(AdjustmentFileChecks.KEYS));
        }
        if (hasFiles || !limited.isEmpty()) {
            var rules = new RuleMoves(dsl, programme.zone(), new Faults(), List.of(budgets));
            new EntryWalk(dsl).through(MemberRange.ALL, which, List.of(rules, files));
        }
        check(budgets, files, faults);
    }

    void checkDays(LocalDate from, Faults faults) {
        new DayChecks(dsl, programme.zone(), faults).check(from);
    }
}
