package io.perennial.membership.domain;

import io.perennial.membership.Ladder;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.TierFloor;
import io.perennial.membership.domain.Term.Grace;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How two members stood before they became one, and how the survivor did afterwards: what has changed since is told by that.
 *
 * @param survivor the survivor before, {@code after} the same afterwards
 * @param lastSeq number of the survivor's last change of growth afterwards
 */
public record Before(Side merged, Side survivor, Side after, long lastSeq) {

    public record Side(MemberStatus status, Face face, Stood stood) {}

    /** What of a profile a merge may change. */
    public record Face(
            @Nullable String name,
            @Nullable String birthday,
            @Nullable String region,
            String locale,
            String zone,
            java.util.Set<io.perennial.membership.Interest> interests) {}

    /** A position as figures, so that it can be kept while the ladder changes. */
    public record Stood(
            long growth,
            String tier,
            Instant tierSince,
            Instant start,
            @Nullable Instant end,
            boolean given,
            long base,
            @Nullable Instant graceEnd,
            long graceGrowth,
            boolean graceProlonged,
            @Nullable Instant toldAt,
            @Nullable String floor,
            @Nullable Instant floorEnd,
            @Nullable Instant waitingSince) {

        public static Stood of(Position position) {
            var term = position.term();
            var grace = term.grace();
            var floor = term.floor();
            return new Stood(
                    position.growth(),
                    position.tier().code(),
                    position.tierSince(),
                    term.start(),
                    term.end(),
                    term.given(),
                    term.base(),
                    grace == null ? null : grace.end(),
                    grace == null ? 0 : grace.growth(),
                    grace != null && grace.prolonged(),
                    term.toldAt(),
                    floor == null ? null : floor.tier(),
                    floor == null ? null : floor.until().orElse(null),
                    term.waitingSince());
        }

        /** Of a ladder that may have lost the tier since: then the highest that this growth reaches. */
        public Position position(MemberId member, long lastSeq, Ladder ladder) {
            return new Position(
                    member,
                    growth,
                    ladder.find(tier).orElseGet(() -> ladder.reachedBy(growth)),
                    tierSince,
                    lastSeq,
                    new Term(
                            start,
                            end,
                            given,
                            base,
                            graceEnd == null ? null : new Grace(graceEnd, graceGrowth, graceProlonged),
                            toldAt,
                            protection(),
                            waitingSince));
        }

        public @Nullable TierFloor protection() {
            return floor == null ? null : new TierFloor(floor, Optional.ofNullable(floorEnd));
        }
    }
}
