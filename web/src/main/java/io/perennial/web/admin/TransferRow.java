package io.perennial.web.admin;

import io.perennial.membership.MemberId;
import io.perennial.membership.ReadMember;
import io.perennial.membership.RecogniseMembers;
import io.perennial.points.ReadTransfers.Transfer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transfer as staff see it on a member's page.
 *
 * @param other who is on the other side; a household has no name of a member
 * @param mayBeReturned whether there is still time to take it back
 */
record TransferRow(
        Transfer transfer,
        boolean out,
        MemberId other,
        @Nullable String otherName,
        boolean household,
        boolean mayBeReturned) {

    static List<TransferRow> rows(
            MemberId member, List<Transfer> transfers, ReadMember members, RecogniseMembers known, Instant now) {
        var others = transfers.stream()
                .map(each -> each.from().equals(member) ? each.to() : each.from())
                .distinct()
                .toList();
        var names = members.names(others);
        var people = known.statuses(others).keySet();
        return transfers.stream()
                .map(each -> {
                    var out = each.from().equals(member);
                    var other = out ? each.to() : each.from();
                    return new TransferRow(
                            each,
                            out,
                            other,
                            names.get(other),
                            !people.contains(other),
                            each.mayBeTakenBack(each.from(), now));
                })
                .toList();
    }
}
