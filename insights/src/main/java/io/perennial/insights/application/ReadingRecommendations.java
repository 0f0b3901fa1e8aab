package io.perennial.insights.application;

import io.perennial.insights.Article;
import io.perennial.insights.MemberFacts;
import io.perennial.insights.ReadFacts;
import io.perennial.insights.ReadRecommendations;
import io.perennial.insights.ReadRecommendations.Reason.FavouriteCategory;
import io.perennial.insights.ReadRecommendations.Reason.PopularNow;
import io.perennial.insights.domain.Affinities;
import io.perennial.insights.domain.Product;
import io.perennial.insights.domain.Suggesting;
import io.perennial.insights.domain.Suggesting.Had;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadConsents;
import io.perennial.membership.ReadMember;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class ReadingRecommendations implements ReadRecommendations {

    private static final Duration YEAR = Duration.ofDays(365);

    private final Affinities affinities;
    private final Findings findings;
    private final ReadConsents consents;
    private final ReadFacts facts;
    private final Clock clock;

    ReadingRecommendations(
            Affinities affinities, Findings findings, ReadConsents consents, ReadFacts facts, Clock clock) {
        this.affinities = affinities;
        this.findings = findings;
        this.consents = consents;
        this.facts = facts;
        this.clock = clock;
    }

    @Override
    public Recommended of(MemberId member, int limit) {
        return of(member, isPersonal(member), limit);
    }

    @Override
    public Recommended of(ReadMember.Profile profile, int limit) {
        return of(profile.member(), profile.personal(), limit);
    }

    private Recommended of(MemberId member, boolean personal, int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("1 to " + MOST + " at once");
        }
        var edition = affinities.lately();
        if (edition.isEmpty()) {
            return new Recommended(personal, List.of());
        }
        var run = findings.of(edition.get());
        var found = new ArrayList<Recommendation>();
        var passedOver = new HashSet<Long>();
        if (personal) {
            var had = had(member);
            had.forEach(each -> passedOver.add(each.product()));
            var known = known(run, had);
            known.suggesting().ranked(limit).forEach((product, reason) -> {
                passedOver.add(product);
                found.add(new Recommendation(known.article(product), reason));
            });
        }
        if (found.size() < limit) {
            run.popular(passedOver, limit - found.size())
                    .forEach(each -> found.add(new Recommendation(each.article(), new PopularNow(each.buyers()))));
        }
        return new Recommended(personal, found);
    }

    private boolean isPersonal(MemberId member) {
        return consents.impersonal(List.of(member)).isEmpty();
    }

    private List<Had> had(MemberId member) {
        return affinities.had(member, clock.instant().minus(YEAR));
    }

    private record Known(Suggesting suggesting, Map<Long, Product> products) {

        Article article(long product) {
            return Objects.requireNonNull(products.get(product)).article();
        }
    }

    private Known known(Findings.OfRun run, List<Had> had) {
        if (had.isEmpty()) {
            return new Known(new Suggesting(had, Map.of(), Map.of(), clock.instant()), Map.of());
        }
        var newest = had.stream().limit(Suggesting.MOST_ASKED).map(Had::product).toList();
        var companions = run.companions(newest);
        var asked = new HashSet<Long>();
        had.forEach(each -> asked.add(each.product()));
        companions.values().forEach(of -> of.forEach(each -> asked.add(each.other())));
        var products = run.products(asked);
        return new Known(new Suggesting(had, companions, products, clock.instant()), products);
    }

    @Override
    public Map<Thing, Reason> suiting(MemberId member, Collection<Thing> things) {
        var speaking = things.stream()
                .filter(thing -> thing.sku() != null || thing.category() != null)
                .toList();
        if (speaking.isEmpty() || !isPersonal(member)) {
            return Map.of();
        }
        var favourite = facts.find(member).map(MemberFacts::favouriteCategory);
        var suggesting = affinities
                .lately()
                .map(edition -> known(findings.of(edition), had(member)).suggesting());
        var suiting = new HashMap<Thing, Reason>();
        for (var thing : speaking) {
            var reason = reason(thing, suggesting, favourite);
            if (reason != null) {
                suiting.put(thing, reason);
            }
        }
        return suiting;
    }

    private @Nullable Reason reason(Thing thing, Optional<Suggesting> suggesting, Optional<String> favourite) {
        var sku = thing.sku();
        if (sku != null && suggesting.isPresent()) {
            var reason = suggesting.get().reason(affinities.number(sku));
            if (reason != null) {
                return reason;
            }
        }
        var category = thing.category();
        return category != null && favourite.filter(category::equalsIgnoreCase).isPresent()
                ? new FavouriteCategory(favourite.get())
                : null;
    }
}
