package io.perennial.points.application;

import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.points.GrantPoints;
import io.perennial.points.GrantPoints.Grant;
import io.perennial.points.GrantPoints.Outcome;
import io.perennial.points.Prize;
import io.perennial.points.domain.EarnedBadges;
import io.perennial.points.domain.EarnedBadges.Earned;
import java.time.Instant;
import java.util.List;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Books what prizes are made of, in the transaction that says for what they are. */
@Component
class PrizeGiving {

    private final GrantPoints points;
    private final EarnedBadges badges;

    PrizeGiving(GrantPoints points, EarnedBadges badges) {
        this.points = points;
        this.badges = badges;
    }

    /** @param key for ever one prize of the member */
    record Gift(MemberId member, Prize prize, String key, BilingualText forWhat) {}

    /** Members must be locked by their journeys, and open. Set-based: as many statements for all as for one. */
    void give(List<Gift> gifts, Instant now) {
        gifts.stream()
                .filter(gift -> !gift.prize().points().isNone() || gift.prize().growth() > 0)
                .map(gift -> new Grant(
                        gift.member(), gift.prize().points(), gift.prize().growth(), gift.key(), gift.forWhat()))
                .gather(Gatherers.windowFixed(GrantPoints.MOST_AT_ONCE))
                .forEach(this::grant);
        badges.add(gifts.stream()
                .flatMap(gift -> Stream.ofNullable(gift.prize().badge())
                        .map(badge -> new Earned(gift.member(), badge, now, gift.forWhat())))
                .toList());
    }

    /** A member who is closed at this very moment fails the whole; whoever tries again finds them closed before. */
    private void grant(List<Grant> grants) {
        var outcomes = points.grant(grants);
        for (var index = 0; index < outcomes.size(); index++) {
            switch (outcomes.get(index)) {
                case Outcome.Granted _, Outcome.Repeated _ -> {}
                case Outcome.Conflict _, Outcome.UnknownMember _, Outcome.MemberClosed _ -> {
                    var grant = grants.get(index);
                    throw new IllegalStateException(
                            "the prize " + grant.key() + " of " + grant.member() + " was refused");
                }
            }
        }
    }
}
