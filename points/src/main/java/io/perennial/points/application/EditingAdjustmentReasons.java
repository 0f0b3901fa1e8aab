package io.perennial.points.application;

import io.perennial.membership.BilingualText;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RunTransactions;
import io.perennial.membership.StaffId;
import io.perennial.points.EditAdjustmentReasons;
import io.perennial.points.ReadAdjustments.Reason;
import io.perennial.points.domain.Adjustments;
import java.time.Clock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class EditingAdjustmentReasons implements EditAdjustmentReasons {

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{1,31}");

    private final RunTransactions transactions;
    private final Adjustments adjustments;
    private final RecordChange changes;
    private final Clock clock;

    EditingAdjustmentReasons(RunTransactions transactions, Adjustments adjustments, RecordChange changes, Clock clock) {
        this.transactions = transactions;
        this.adjustments = adjustments;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public Outcome add(String code, BilingualText name, StaffId by) {
        if (!CODE.matcher(code).matches()) {
            return new Outcome.BadCode();
        }
        if (!isGood(name)) {
            return new Outcome.BadName();
        }
        return transactions.run(() -> {
            var reason = new Reason(code, name, false);
            if (!adjustments.addReason(reason)) {
                return new Outcome.CodeTaken();
            }
            audit("adjustment-reason.added", null, reason, by);
            return new Outcome.Done();
        });
    }

    @Override
    public Outcome rename(String code, BilingualText name, StaffId by) {
        if (!isGood(name)) {
            return new Outcome.BadName();
        }
        return transactions.run(() -> {
            var before = adjustments.reason(code).orElse(null);
            if (before == null) {
                return new Outcome.UnknownReason();
            }
            if (!before.name().equals(name)) {
                adjustments.rename(code, name);
                audit("adjustment-reason.renamed", before, new Reason(code, name, before.retired()), by);
            }
            return new Outcome.Done();
        });
    }

    @Override
    public Outcome retire(String code, StaffId by) {
        return change(code, true, by);
    }

    @Override
    public Outcome bringBack(String code, StaffId by) {
        return change(code, false, by);
    }

    private Outcome change(String code, boolean retired, StaffId by) {
        return transactions.run(() -> {
            var all = adjustments.lockReasons();
            var before = all.stream()
                    .filter(each -> each.code().equals(code))
                    .findFirst()
                    .orElse(null);
            if (before == null) {
                return new Outcome.UnknownReason();
            }
            if (before.retired() == retired) {
                return new Outcome.Done();
            }
            if (retired && all.stream().filter(each -> !each.retired()).count() == 1) {
                return new Outcome.LastReason();
            }
            adjustments.retire(code, retired ? clock.instant() : null);
            audit(
                    retired ? "adjustment-reason.retired" : "adjustment-reason.brought-back",
                    before,
                    new Reason(code, before.name(), retired),
                    by);
            return new Outcome.Done();
        });
    }

    private static boolean isGood(BilingualText name) {
        return isGood(name.zh()) && isGood(name.en());
    }

    private static boolean isGood(String name) {
        return name.length() <= LONGEST_NAME;
    }

    private void audit(String action, @Nullable Reason before, Reason after, StaffId by) {
        changes.record(new RecordChange.Change(
                by,
                action,
                "adjustment-reason",
                after.code(),
                before == null ? null : AsJson.of(Audited.of(before)),
                AsJson.of(Audited.of(after))));
    }

    private record Audited(String nameZh, String nameEn, boolean retired) {
        static Audited of(Reason reason) {
            return new Audited(reason.name().zh(), reason.name().en(), reason.retired());
        }
    }
}
