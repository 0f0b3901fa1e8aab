package io.perennial.points.application;

import io.perennial.membership.MemberId;
import io.perennial.membership.ReadStanding;
import io.perennial.points.domain.ExpiryPolicy;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tiers, asked for only where they matter to how long points last. */
@Component
class Lifetimes {

    private final ReadStanding standings;

    Lifetimes(ReadStanding standings) {
        this.standings = standings;
    }

    /** Tier codes by member; empty where no tier has an expiry of its own. */
    Map<MemberId, String> tiers(Collection<MemberId> members, ExpiryPolicy policy) {
        var tiers = new HashMap<MemberId, String>();
        if (!policy.policy().expiryOfTiers().isEmpty() && !members.isEmpty()) {
            standings
                    .of(members)
                    .forEach((member, standing) ->
                            tiers.put(member, standing.tier().code()));
        }
        return tiers;
    }
}
