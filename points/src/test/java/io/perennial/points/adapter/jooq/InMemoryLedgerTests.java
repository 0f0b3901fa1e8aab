package io.perennial.points.adapter.jooq;

import io.perennial.points.domain.InMemoryLedger;
import io.perennial.points.domain.LedgerEntries;
import io.perennial.points.domain.PointsAccounts;

class InMemoryLedgerTests extends PointsAccountsContract {

    private final InMemoryLedger ledger = new InMemoryLedger();

    @Override
    PointsAccounts accounts() {
        return ledger;
    }

    @Override
    LedgerEntries entries() {
        return ledger;
    }
}
