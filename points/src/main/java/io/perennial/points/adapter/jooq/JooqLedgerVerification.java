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
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Goes through the ledger in ranges of member ids that have no gap between them, so that a row without an account is found
 * as well. Each range is read at one moment (REPEATABLE READ), so that what is booked meanwhile raises no false alarm. Entries are
 * read once, in their order, and shown to all who check something of them.
 */
@Repository
class JooqLedgerVerification implements VerifyLedger {

    private static final int MEMBERS = 1_000;

    private final DSLContext dsl;
    private final Programme programme;
    private final TransactionTemplate oneMoment;

    JooqLedgerVerification(DSLContext dsl, Programme programme, PlatformTransactionManager transactions) {
        this.dsl = dsl;
        this.programme = programme;
        this.oneMoment = new TransactionTemplate(transactions);
        this.oneMoment.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.oneMoment.setReadOnly(true);
    }

    @Override
    public Report verify() {
        return new Run().report();
    }

    /** From the first member to the last. */
    private final class Run {

        private final Faults faults = new Faults();
        private final EntryWalk walk = new EntryWalk(dsl);
        private final AccountChecks accounts = new AccountChecks(dsl, faults);
        private final LotChecks lots = new LotChecks(dsl, faults);
        private final CapChecks caps = new CapChecks(dsl, faults);
        private final BudgetChecks budgets = new BudgetChecks(dsl);
        private final RuleMoves rules = new RuleMoves(dsl, programme.zone(), faults, List.of(caps, budgets));
        private final TransferChecks transfers = new TransferChecks(dsl, faults);
        private final HouseholdChecks households = new HouseholdChecks(dsl, faults);
        private final AdjustmentChecks adjustments = new AdjustmentChecks(dsl, faults);
        private final MergeChecks merges = new MergeChecks(dsl, faults);
        private @Nullable UUID next;
        private long members;
        private long entries;
        private long outstanding;

        Report report() {
            do {
                oneMoment.executeWithoutResult(status -> next = check(next));
            } while (next != null);
            budgets.check(oneMoment, programme.zone(), faults);
            new MissionChecks(dsl, faults).check();
            adjustments.checkFiles();
            return new Report(members, entries, Points.of(Math.max(0, outstanding)), faults.all());
        }

        /** @return where the next range begins; absent when this one reached the end */
        private @Nullable UUID check(@Nullable UUID after) {
            var last = dsl.select(POINTS_ACCOUNT.MEMBER_ID)
                    .from(POINTS_ACCOUNT)
                    .where(after == null ? noCondition() : POINTS_ACCOUNT.MEMBER_ID.gt(after))
                    .orderBy(POINTS_ACCOUNT.MEMBER_ID)
                    .limit(inline(MEMBERS - 1), inline(1))
                    .fetchOne(POINTS_ACCOUNT.MEMBER_ID);
            var range = new MemberRange(after, last);
            var each = new EntryChecks(new ErasedReasons(dsl), faults);
            entries += walk.through(range, noCondition(), List.of(each, rules, transfers, adjustments, merges));
            var seen = accounts.check(range, each.tallies());
            members += seen.accounts();
            outstanding += seen.outstanding();
            lots.check(range);
            caps.check(range);
            transfers.check(range);
            households.check(range);
            adjustments.check(range);
            merges.check(range);
            return last;
        }
    }
}
