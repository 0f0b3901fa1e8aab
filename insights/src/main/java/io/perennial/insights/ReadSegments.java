package io.perennial.insights;

import io.perennial.insights.CountAudience.Reach;
import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Segments, and who belongs to them. */
public interface ReadSegments {

    /** All that are not retired, by code. */
    List<Listed> all();

    Optional<Listed> find(String code);

    /** Newest first. */
    List<Version> versions(String code);

    /** The days from this one on, on which anybody came or went; oldest first. */
    List<Day> days(String code, LocalDate from);

    /** Of all segments, retired ones too. */
    Map<String, BilingualText> names();

    /** Who belongs to it now, by id, a page at a time. */
    List<Member> members(String code, Optional<MemberId> after, int limit);

    /** The same from the greatest id down, as lists of members go. */
    List<MemberId> membersDown(String code, Optional<MemberId> before, int limit);

    /** Segments to which the member belongs, and since when. */
    List<Stay> of(MemberId member);

    /** What the member came into and left, newest first. */
    List<Stay> history(MemberId member, int limit);

    /** When these members belonged to which segments; members who never did are absent. One statement. */
    Map<MemberId, Stays> stays(Collection<MemberId> members);

    /**
     * Why the member belongs to it or does not, judged now.
     *
     * @return nothing when there is no such segment or member, or the segment is picked by hand
     */
    Optional<Judgement> explain(String code, MemberId member);

    /**
     * @param members who belong to it now
     * @param settling whether a new version is still being judged for everyone
     */
    record Listed(
            Segment segment,
            long members,
            boolean settling,
            @Nullable Instant retiredAt,
            Optional<Reachable> reachable) {

        /** One of which nobody has counted yet how many can be reached. */
        public Listed(Segment segment, long members, boolean settling, @Nullable Instant retiredAt) {
            this(segment, members, settling, retiredAt, Optional.empty());
        }
    }

    /** How many of its members could be reached, as it was counted last: within a minute, or an hour for a large one. */
    record Reachable(Reach reach, Instant at) {}

    /** How many came and went on a day in the programme's zone. */
    record Day(LocalDate day, long came, long went) {}

    record Version(Segment segment, Instant at, @Nullable StaffId by) {}

    record Member(MemberId member, Instant enteredAt) {}

    record Stay(String segment, Instant enteredAt, @Nullable Instant leftAt) {

        public boolean holds(Instant moment) {
            return !enteredAt.isAfter(moment) && (leftAt == null || moment.isBefore(leftAt));
        }
    }

    /** All stays of one member. */
    record Stays(List<Stay> stays) {

        public static final Stays NONE = new Stays(List.of());

        public Stays {
            stays = List.copyOf(stays);
        }

        /** Codes of the segments to which the member belonged at a moment. */
        public Set<String> at(Instant moment) {
            return stays.stream()
                    .filter(stay -> stay.holds(moment))
                    .map(Stay::segment)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }
}
