package io.perennial.insights.domain;

import io.perennial.insights.Condition;
import io.perennial.insights.CountAudience.Audience;
import io.perennial.insights.CountAudience.Reach;
import io.perennial.insights.Segment;
import io.perennial.membership.MemberId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Members whom conditions take, found by the database. */
public interface Audiences {

    /** Which of these members each segment takes. One statement. */
    Map<String, Set<MemberId>> fitting(Collection<MemberId> members, List<Segment> segments, Instant now);

    /** @return nothing when it took longer than this */
    Optional<Audience> count(Condition condition, Instant now, Duration longest);

    /** The same, from a share of the members drawn by chance. */
    Optional<Audience> estimate(Condition condition, Instant now, Duration longest);

    /** How many of those who belong to a segment can be reached. */
    Reach reach(String segment);

    /** All for whom a leaf may have come to hold or ceased to, because it became later. */
    Set<MemberId> crossed(Condition condition, Instant from, Instant until);
}
