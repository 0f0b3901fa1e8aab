package io.perennial.rewards;

import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.membership.PictureId;
import io.perennial.points.Points;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Redemptions, of one member or for staff; newest first, by keyset. */
public interface ReadRedemptions {

    Page of(MemberId member, Optional<RedemptionId> before, int limit);

    /** A member's own redemption; nothing when it is another member's. */
    Optional<Line> of(MemberId member, RedemptionId redemption);

    /**
     * A member's redemptions by the last thing that had happened to them by then, the newest first.
     *
     * @param until what happened later does not count; what was redeemed later is left out
     * @param limit 1 to 10,000
     */
    List<Line> latest(MemberId member, Instant until, int limit);

    /** For staff. */
    Page all(Optional<RedemptionStatus> status, Optional<RedemptionId> before, int limit);

    Optional<Line> find(RedemptionId redemption);

    /** For staff at the counter; blanks, hyphens and case in what was typed do not matter. */
    Optional<Line> byCode(String typed);

    /** How many wait to be handed over. */
    long waiting();

    record Page(List<Line> lines, boolean hasMore) {}

    /**
     * Name, kind, picture, price and cash off are what they were when it was redeemed.
     *
     * @param cashOff on a coupon: what the till takes off
     * @param code as the member shows it, {@code XXXXX-XXXXX}
     */
    record Line(
            RedemptionId id,
            MemberId member,
            RewardId reward,
            BilingualText name,
            RewardKind kind,
            Optional<PictureId> picture,
            Points price,
            Optional<Money> cashOff,
            String code,
            RedemptionStatus status,
            Instant redeemedAt,
            @Nullable Instant settledAt,
            @Nullable String cancelReason) {}
}
