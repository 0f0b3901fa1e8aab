package io.perennial.web.adapter.listener;

import io.perennial.membership.Ladder;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.TiersChanged;
import io.perennial.membership.TiersChanged.Move;
import io.perennial.web.portal.Greeting;
import io.perennial.web.portal.Greetings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Whoever rose is greeted when they next open the portal. */
@Component
class CongratulateOnTiersChanged {

    private static final int AT_ONCE = 500;

    private final Greetings greetings;
    private final ReadLadder ladder;

    CongratulateOnTiersChanged(Greetings greetings, ReadLadder ladder) {
        this.greetings = greetings;
        this.ladder = ladder;
    }

    @ApplicationModuleListener(id = "web.congratulate-on-tiers-changed")
    void on(TiersChanged event) {
        var tiers = ladder.ladder();
        var latest = new LinkedHashMap<MemberId, Greeting>();
        for (var move : event.moves()) {
            if (isRise(move, tiers)) {
                latest.put(move.member(), new Greeting(move.member(), move.to(), event.at()));
            }
        }
        var all = new ArrayList<>(latest.values());
        for (var from = 0; from < all.size(); from += AT_ONCE) {
            greetings.keep(all.subList(from, Math.min(from + AT_ONCE, all.size())));
        }
    }

    private static boolean isRise(Move move, Ladder tiers) {
        var from = tiers.find(move.from());
        return tiers.find(move.to())
                .filter(to -> from.isEmpty() || to.rank() > from.get().rank())
                .isPresent();
    }
}
