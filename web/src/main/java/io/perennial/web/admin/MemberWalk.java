package io.perennial.web.admin;

import io.perennial.insights.ReadSegments;
import io.perennial.membership.FindMembers;
import io.perennial.membership.FindMembers.Row;
import io.perennial.membership.MemberId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page of the list of members.
 *
 * @param next the member after whom the list goes on; nothing on the last page
 */
record MemberWalk(List<Row> rows, Optional<MemberId> next) {

    private static final int AT_ONCE = 200;
    private static final int MOST_CHUNKS = 10;

    static MemberWalk of(FindMembers members, FindMembers.Query query) {
        var page = members.find(query);
        return new MemberWalk(
                page.rows(), page.hasMore() ? Optional.of(page.rows().getLast().member()) : Optional.empty());
    }

    /**
     * Only members of a segment, which another module keeps: its members are walked in chunks, and asked for what else the query
     * wants, until the page is full or so many were looked at that the reader had better press on.
     */
    static MemberWalk ofSegment(FindMembers members, ReadSegments segments, String segment, FindMembers.Query query) {
        var rows = new ArrayList<Row>();
        var last = query.before();
        for (var chunk = 0; chunk < MOST_CHUNKS; chunk++) {
            var some = segments.membersDown(segment, last, AT_ONCE);
            rows.addAll(members.among(some, query));
            if (rows.size() > query.limit()) {
                var shown = List.copyOf(rows.subList(0, query.limit()));
                return new MemberWalk(shown, Optional.of(shown.getLast().member()));
            }
            if (some.size() < AT_ONCE) {
                return new MemberWalk(List.copyOf(rows), Optional.empty());
            }
            last = Optional.of(some.getLast());
        }
        return new MemberWalk(List.copyOf(rows), last);
    }
}
