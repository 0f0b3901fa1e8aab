package io.perennial.membership;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Staff's list of members, newest first, a page at a time by keyset: page 1,000 costs what page 1 costs. */
public interface FindMembers {

    Page find(Query query);

    /** Those of these members whom the query fits, newest first; its page is not asked for. One statement for all of them. */
    List<Row> among(Collection<MemberId> members, Query query);

    long total();

    /** How many members each tier has, in the ladder's order, for the dashboard. */
    List<TierCount> perTier();

    /** Members enrolled per day of the programme's zone, oldest first, days without any included. */
    List<DayCount> enrolledPerDay(int days);

    /**
     * @param text the beginning of any identifier or of the name, or a whole member id; blank for everyone
     * @param tier only members of this tier
     * @param tag only members with this tag
     * @param enrolledFrom only members that enrolled at this moment or later
     * @param enrolledBefore only members that enrolled earlier
     * @param before only members that enrolled before this one: the last of the page before
     * @param limit 1 to 200
     */
    record Query(
            String text,
            Optional<String> tier,
            Optional<MemberStatus> status,
            Optional<Tag> tag,
            Optional<Instant> enrolledFrom,
            Optional<Instant> enrolledBefore,
            Optional<MemberId> before,
            int limit) {

        public Query(
                String text,
                Optional<String> tier,
                Optional<MemberStatus> status,
                Optional<MemberId> before,
                int limit) {
            this(text, tier, status, Optional.empty(), Optional.empty(), Optional.empty(), before, limit);
        }

        public boolean asksWhenEnrolled() {
            return enrolledFrom.isPresent() || enrolledBefore.isPresent();
        }
    }

    record Page(List<Row> rows, boolean hasMore) {}

    record Row(
            MemberId member,
            @Nullable String displayName,
            List<Identifier> identifiers,
            MemberStatus status,
            Tier tier,
            long growth,
            Instant enrolledAt) {}

    record TierCount(Tier tier, long members) {}

    record DayCount(java.time.LocalDate day, long members) {}
}
