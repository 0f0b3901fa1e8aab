package io.perennial.web.admin;

import io.perennial.membership.MemberId;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;

/** The members that somebody looked at last, as long as they are signed in: ids alone, in their session. */
final class RecentMembers {

    private static final String ATTRIBUTE = "recentMembers";
    private static final int MOST = 8;

    static void note(HttpSession session, MemberId member) {
        var ids = ids(session);
        if (!ids.isEmpty() && ids.getFirst().equals(member.toString())) {
            return;
        }
        ids.remove(member.toString());
        ids.addFirst(member.toString());
        session.setAttribute(ATTRIBUTE, new ArrayList<>(ids.subList(0, Math.min(ids.size(), MOST))));
    }

    /** The newest first. */
    static List<MemberId> of(HttpSession session) {
        return ids(session).stream().map(MemberId::of).toList();
    }

    private static List<String> ids(HttpSession session) {
        var ids = new ArrayList<String>();
        if (session.getAttribute(ATTRIBUTE) instanceof List<?> noted) {
            noted.forEach(id -> ids.add((String) id));
        }
        return ids;
    }

    private RecentMembers() {}
}
