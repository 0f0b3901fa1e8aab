package io.perennial.web.admin;

import io.perennial.membership.FindMembers;
import io.perennial.membership.MemberId;
import io.perennial.points.Points;
import java.util.Map;

/** A member in the list, with what they have. */
record MemberRow(FindMembers.Row member, Identifiers identifiers, Points balance) {

    static Points balance(Map<MemberId, Points> balances, MemberId member) {
        return balances.getOrDefault(member, Points.NONE);
    }
}
