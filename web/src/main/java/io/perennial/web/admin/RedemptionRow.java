package io.perennial.web.admin;

import io.perennial.membership.ReadMember;
import io.perennial.rewards.ReadRedemptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A redemption with its member's name, if the member has one. */
record RedemptionRow(ReadRedemptions.Line line, @Nullable String memberName) {

    static List<RedemptionRow> rows(List<ReadRedemptions.Line> lines, ReadMember members) {
        if (lines.isEmpty()) {
            return List.of();
        }
        var names = members.names(
                lines.stream().map(ReadRedemptions.Line::member).distinct().toList());
        return lines.stream()
                .map(line -> new RedemptionRow(line, names.get(line.member())))
                .toList();
    }
}
