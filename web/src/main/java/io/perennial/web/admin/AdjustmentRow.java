package io.perennial.web.admin;

import io.perennial.membership.AppointStaff;
import io.perennial.membership.ReadMember;
import io.perennial.membership.StaffId;
import io.perennial.points.ReadAdjustments.Adjustment;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An adjustment with the names of those whom it concerns. */
record AdjustmentRow(
        Adjustment adjustment,
        @Nullable String memberName,
        @Nullable String proposedBy,
        @Nullable String decidedBy) {

    static List<AdjustmentRow> rows(List<Adjustment> adjustments, ReadMember members, AppointStaff staff) {
        var people = members.names(
                adjustments.stream().map(Adjustment::member).distinct().toList());
        Map<StaffId, String> colleagues = adjustments.isEmpty()
                ? Map.of()
                : staff.accounts().stream()
                        .collect(Collectors.toMap(AppointStaff.Account::id, AppointStaff.Account::displayName));
        return adjustments.stream()
                .map(each -> new AdjustmentRow(
                        each,
                        people.get(each.member()),
                        colleagues.get(each.proposedBy()),
                        each.decidedBy().map(colleagues::get).orElse(null)))
                .toList();
    }

    /** Whether the evidence can be opened in a browser. */
    public boolean linked() {
        return adjustment
                .evidence()
                .filter(each -> each.startsWith("https://") || each.startsWith("http://"))
                .isPresent();
    }
}
