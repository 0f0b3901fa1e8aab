package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsAccount.POINTS_ACCOUNT;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;

import io.perennial.membership.Programme;
import io.perennial.points.Points;
import io.perennial.points.VerifyLedger;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Goes through the ledger in ranges of member ids that have no gap between them, so that a row without an account is found
 * as well. Each range is read at one moment (REPEATABLE READ), so that what is booked meanwhile raises no false alarm. Entries are
 * read once, in their order, and shown to all who check something of them.
 */
@Repository
class JooqLedgerVerification implements VerifyLedger {

    static final int MEMBERS = 1_000;

    private final DSLContext dsl;
    private final Programme programme;
    private final JooqGeneralChecks general;
    private final TransactionTemplate oneMoment;

    JooqLedgerVerification(
            DSLContext dsl, Programme programme, JooqGeneralChecks general, PlatformTransactionManager transactions) {
        this.dsl = dsl;
        this.programme = programme;
        this.general = general;
        this.oneMoment = JooqGeneralChecks.oneMoment(transactions);
    }

    @Override
    public Report verify() {
        return new Run().report();
    }

    /** @return the account that ends a range of so many; absent when fewer are left */
    static @Nullable UUID endOfRange(DSLContext dsl, @Nullable UUID after, int members) {
        return dsl.select(POINTS_ACCOUNT.MEMBER_ID)
                .from(POINTS_ACCOUNT)
                .where(after == null ? noCondition() : POINTS_ACCOUNT.MEMBER_ID.gt(after))
                .orderBy(POINTS_ACCOUNT.MEMBER_ID)
                .limit(inline(members - 1), inline(1))
                .fetchOne(POINTS_ACCOUNT.MEMBER_ID);
    }

    /** From the first member to the last. */
    private final class Run {

        private final Faults faults = new Faults();
        private final BudgetChecks budgets = new BudgetChecks(dsl);
        private final AdjustmentFileChecks files = new AdjustmentFileChecks();
        private final MemberChecks each =
                new MemberChecks(dsl, programme.zone(), faults, List.of(budgets), List.of(files));
        private @Nullable UUID next;
        private long members;
        private long entries;
        private long outstanding;

        Report report() {
            do {
                oneMoment.executeWithoutResult(status -> next = check(next));
            } while (next != null);
            general.check(budgets, files, faults);
            return new Report(members, entries, Points.of(Math.max(0, outstanding)), faults.all());
        }

        /** @return where the next range begins; absent when this one reached the end */
        private @Nullable UUID check(@Nullable UUID after) {
            var last = endOfRange(dsl, after, MEMBERS);
            var seen = each.look(new MemberRange(after, last));
            members += seen.members();
            entries += seen.entries();
            outstanding += seen.outstanding();
            return last;
        }
    }
}
