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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

    /** Members must be locked by their journeys, and open. */
    void give(List<Gift> gifts, Instant now) {
        var earned = new ArrayList<Earned>();
        for (var gift : inTheOrderOfLocks(gifts)) {
            var prize = gift.prize();
            if (!prize.points().isNone() || prize.growth() > 0) {
                grant(new Grant(gift.member(), prize.points(), prize.growth(), gift.key(), gift.forWhat()));
            }
            if (prize.badge() != null) {
                earned.add(new Earned(gift.member(), prize.badge(), now, gift.forWhat()));
            }
        }
        badges.add(earned);
    }

    private static List<Gift> inTheOrderOfLocks(List<Gift> gifts) {
        return gifts.stream().sorted(Comparator.comparing(Gift::member)).toList();
    }

    /** A member who is closed at this very moment fails the whole; whoever tries again finds them closed before. */
    private void grant(Grant grant) {
        switch (points.grant(grant)) {
            case Outcome.Granted _, Outcome.Repeated _ -> {}
            case Outcome.Conflict _, Outcome.UnknownMember _, Outcome.MemberClosed _ ->
                throw new IllegalStateException("the prize " + grant.key() + " of " + grant.member() + " was refused");
        }
    }
}
