package io.perennial.points.adapter.jooq;

import static org.jooq.impl.DSL.noCondition;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;

/** All that is proved of members, from their own rows. */
final class MemberChecks {

    private final EntryWalk walk;
    private final ErasedReasons erased;
    private final AccountChecks accounts;
    private final LotChecks lots;
    private final CapChecks caps;
    private final RuleMoves rules;
    private final TransferChecks transfers;
    private final HouseholdChecks households;
    private final AdjustmentChecks adjustments;
    private final MergeChecks merges;
    private final List<EntryWalk.Watch> others;
    private final Faults faults;

    /**
     * @param sinks who else hears what rules paid
     * @param others who else is shown the entries
     */
    MemberChecks(
            DSLContext dsl,
            ZoneId zone,
            Faults faults,
            List<? extends RuleMoves.Sink> sinks,
            List<? extends EntryWalk.Watch> others) {
        this.walk = new EntryWalk(dsl);
        this.erased = new ErasedReasons(dsl);
        this.accounts = new AccountChecks(dsl, faults);
        this.lots = new LotChecks(dsl, faults);
        this.caps = new CapChecks(dsl, faults);
        var all = new ArrayList<RuleMoves.Sink>(sinks);
        all.add(caps);
        this.rules = new RuleMoves(dsl, zone, faults, all);
        this.transfers = new TransferChecks(dsl, faults);
        this.households = new HouseholdChecks(dsl, faults);
        this.adjustments = new AdjustmentChecks(dsl, faults);
        this.merges = new MergeChecks(dsl, faults);
        this.others = List.copyOf(others);
        this.faults = faults;
    }

    record Seen(long members, long entries, long outstanding) {}

    /** All of it read at the moment of the transaction that this is called in. */
    Seen look(MemberSet members) {
        var each = new EntryChecks(erased, faults);
        var watches = new ArrayList<EntryWalk.Watch>(List.of(each, rules, transfers, adjustments, merges));
        watches.addAll(others);
        var entries = walk.through(members, noCondition(), watches);
        var seen = accounts.check(members, each.tallies());
        lots.check(members);
        caps.check(members);
        transfers.check(members);
        households.check(members);
        adjustments.check(members);
        merges.check(members);
        return new Seen(seen.accounts(), entries, seen.outstanding());
    }
}
