package io.perennial.web.portal;

import io.perennial.insights.ReadRecommendations;
import io.perennial.insights.ReadRecommendations.Reason;
import io.perennial.insights.ReadRecommendations.Thing;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadMember;
import io.perennial.rewards.ReadCatalogue.Availability;
import io.perennial.rewards.ReadCatalogue.Offer;
import io.perennial.rewards.Reward;
import io.perennial.web.pages.RecommendationWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a member may also like: articles of the shop, and rewards that are such articles or for them, each with the reason. */
@Component
class Suggestions {

    private static final int MOST_REWARDS = 3;

    private final ReadRecommendations recommendations;
    private final RecommendationWords words;
    private final Programme programme;

    Suggestions(ReadRecommendations recommendations, RecommendationWords words, Programme programme) {
        this.recommendations = recommendations;
        this.words = words;
        this.programme = programme;
    }

    /** @param personal whether what they bought was looked at */
    record AlsoLike(boolean personal, List<Line> lines) {}

    record Line(String title, @Nullable String category, String because) {}

    record Suiting(Offer offer, String because) {}

    AlsoLike alsoLike(ReadMember.Profile profile, int limit, Locale locale) {
        var recommended = recommendations.of(profile, limit);
        return new AlsoLike(
                recommended.personal(),
                recommended.recommendations().stream()
                        .map(each -> new Line(
                                each.article().title(), each.article().category(), because(each.reason(), locale)))
                        .toList());
    }

    /** Rewards that something speaks for, those that can be had first; few. */
    List<Suiting> rewards(MemberId member, List<Offer> offers, Locale locale) {
        Map<Offer, Thing> things = new LinkedHashMap<>();
        offers.stream()
                .filter(offer -> offer.availability() != Availability.SOLD_OUT
                        && offer.availability() != Availability.LIMIT_REACHED)
                .filter(offer -> offer.reward().sku().isPresent()
                        || offer.reward().category().isPresent())
                .forEach(offer -> things.put(offer, thing(offer.reward())));
        if (things.isEmpty()) {
            return List.of();
        }
        var reasons = recommendations.suiting(member, things.values());
        var suiting = new ArrayList<Suiting>();
        things.forEach((offer, thing) -> {
            var reason = reasons.get(thing);
            if (reason != null) {
                suiting.add(new Suiting(offer, because(reason, locale)));
            }
        });
        return suiting.stream()
                .sorted(Comparator.comparing((Suiting each) -> each.offer().availability() != Availability.AFFORDABLE))
                .limit(MOST_REWARDS)
                .toList();
    }

    private static Thing thing(Reward reward) {
        return new Thing(reward.sku().orElse(null), reward.category().orElse(null));
    }

    private String because(Reason reason, Locale locale) {
        return words.because(reason, locale, programme.zone());
    }
}
