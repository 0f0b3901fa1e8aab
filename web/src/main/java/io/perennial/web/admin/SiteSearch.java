package io.perennial.web.admin;

import io.perennial.membership.MemberId;
import io.perennial.membership.SearchMembers;
import io.perennial.membership.SearchMembers.Reach;
import io.perennial.rewards.ReadRedemptions;
import io.perennial.web.security.StaffRights;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;

/** Finds what somebody at work is looking for: members, redemptions by their code, pages. Only what they may see. */
class SiteSearch {

    static final int MOST = SearchMembers.MOST;
    private static final int LONGEST = 190;
    private static final int LONGEST_CODE = 40;

    private final SearchMembers members;
    private final ReadRedemptions redemptions;
    private final SitePages pages;

    SiteSearch(SearchMembers members, ReadRedemptions redemptions, MessageSource texts) {
        this.members = members;
        this.redemptions = redemptions;
        this.pages = new SitePages(texts);
    }

    /** Of each kind at most so many. Without a text, the members looked at last. */
    Found search(String typed, StaffRights rights, HttpSession session, Locale locale, int limit) {
        var text = typed.strip();
        text = text.substring(0, Math.min(text.length(), LONGEST));
        if (text.isEmpty()) {
            var recent = rights.mayRead("members")
                    ? members.of(RecentMembers.of(session).stream().limit(limit).toList())
                    : List.<SearchMembers.Hit>of();
            return new Found("", people(recent, rights), false, List.of(), List.of());
        }
        var people = rights.mayRead("members")
                ? visible(members.search(text, reach(rights), limit), text, rights)
                : new SearchMembers.Found(List.of(), false);
        var codes = rights.mayRead("redemptions") && text.length() <= LONGEST_CODE
                ? redemptions.byCode(text).stream().toList()
                : List.<ReadRedemptions.Line>of();
        return new Found(
                text, people(people.hits(), rights), people.hasMore(), codes, pages.named(text, rights, locale, limit));
    }

    /** Whoever sees identifiers only masked must not learn them digit by digit from what a search finds. */
    private static Reach reach(StaffRights rights) {
        return rights.mayReveal("members") ? Reach.NAMES_AND_IDENTIFIERS : Reach.NAMES;
    }

    /** And whoever sees names masked must not learn those sign by sign either. */
    private static SearchMembers.Found visible(SearchMembers.Found found, String typed, StaffRights rights) {
        return rights.mayReveal("members")
                ? found
                : new SearchMembers.Found(
                        found.hits().stream()
                                .filter(hit -> MemberQuery.isKnownBy(
                                        typed, hit.displayName(), hit.member(), hit.identifiers()))
                                .toList(),
                        false);
    }

    private static List<Person> people(List<SearchMembers.Hit> hits, StaffRights rights) {
        return hits.stream()
                .map(hit -> new Person(hit, Identifiers.of(hit.identifiers(), rights)))
                .toList();
    }

    /** @param more whether a longer text would have found other members */
    record Found(
            String typed,
            List<Person> people,
            boolean more,
            List<ReadRedemptions.Line> redemptions,
            List<SitePages.Page> pages) {

        public int size() {
            return people.size() + redemptions.size() + pages.size();
        }

        /** Where the first of them is. */
        String first() {
            return people.stream()
                    .map(person -> "/admin/members/" + person.member().member())
                    .findFirst()
                    .or(() -> redemptions.stream()
                            .map(line -> "/admin/redemptions/" + line.id())
                            .findFirst())
                    .orElseGet(() -> pages.getFirst().address());
        }

        List<MemberId> members() {
            return people.stream().map(person -> person.member().member()).toList();
        }

        public boolean isRecent() {
            return typed.isEmpty();
        }
    }

    record Person(SearchMembers.Hit member, Identifiers identifiers) {}
}
