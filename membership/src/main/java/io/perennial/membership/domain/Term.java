package io.perennial.membership.domain;

import io.perennial.membership.Tenure;
import io.perennial.membership.Tier;
import io.perennial.membership.TierFloor;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The present period of a member.
 *
 * @param end nothing where tiers hold for good
 * @param given whether the tier was given by staff and not reached
 * @param base growth with which it began and which does not count towards keeping the tier
 * @param grace set once it has ended short of the line
 * @param toldAt when the member was shown that the tier is about to end
 * @param waitingSince when the member reached the highest tier and found no place
 */
public record Term(
        Instant start,
        @Nullable Instant end,
        boolean given,
        long base,
        @Nullable Grace grace,
        @Nullable Instant toldAt,
        @Nullable TierFloor floor,
        @Nullable Instant waitingSince) {

    /** @param growth what the member had when the period ended: what came later is not lost by a fall */
    public record Grace(Instant end, long growth, boolean prolonged) {}

    public static Term begin(Instant start, @Nullable Instant end, long base, @Nullable TierFloor floor) {
        return new Term(start, end, false, base, null, null, floor, null);
    }

    /** When it has to be looked at again. */
    public Optional<Instant> due() {
        return Stream.of(
                        Optional.ofNullable(grace).map(Grace::end),
                        Optional.ofNullable(grace == null ? end : null),
                        Optional.ofNullable(floor).flatMap(TierFloor::until))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    Term in(@Nullable Grace within) {
        return new Term(start, end, given, base, within, toldAt, floor, waitingSince);
    }

    public Term told(Instant at) {
        return new Term(start, end, given, base, grace, at, floor, waitingSince);
    }

    public Term protectedBy(@Nullable TierFloor by) {
        return new Term(start, end, given, base, grace, toldAt, by, waitingSince);
    }

    public Term endingAt(@Nullable Instant at) {
        return new Term(start, at, given, base, grace, toldAt, floor, waitingSince);
    }

    Term given(boolean byStaff) {
        return new Term(start, end, byStaff, base, grace, toldAt, floor, waitingSince);
    }

    Term waiting(@Nullable Instant since) {
        return new Term(start, end, given, base, grace, toldAt, floor, since);
    }

    public Tenure on(Tier tier, long growth) {
        return new Tenure(
                start,
                Optional.ofNullable(end),
                growth - base,
                end == null ? 0 : tier.retentionLine(),
                Optional.ofNullable(grace).map(Grace::end),
                Optional.ofNullable(floor),
                toldAt != null,
                Optional.ofNullable(waitingSince));
    }
}
