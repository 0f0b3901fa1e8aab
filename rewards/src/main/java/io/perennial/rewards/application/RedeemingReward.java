package io.perennial.rewards.application;

import io.perennial.membership.Convoy;
import io.perennial.rewards.RedeemReward;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Those who redeem at the same moment are served together: all of them wait for the same stock. */
@Component
class RedeemingReward implements RedeemReward {

    private static final int LANES = 2;
    private static final int MOST_TOGETHER = 64;

    private final ServingTogether serving;
    private final Convoy<Redeeming, Outcome> convoy = new Convoy<>(LANES, MOST_TOGETHER, Duration.ZERO, this::serve);

    RedeemingReward(ServingTogether serving) {
        this.serving = serving;
    }

    @Override
    public Outcome redeem(Redeeming redeeming) {
        return convoy.ask(redeeming);
    }

    private List<Outcome> serve(List<Redeeming> redeemings) {
        return redeemings.size() == 1 ? List.of(serving.serveOne(redeemings.getFirst())) : serving.serveAll(redeemings);
    }
}
