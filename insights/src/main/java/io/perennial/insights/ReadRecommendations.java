package io.perennial.insights;

import io.perennial.membership.MemberId;
import io.perennial.membership.ReadMember;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a member may also like, with the reason. Worked out when it is asked for, from what the member bought within a year
 * and from what goes with what among all members; nothing is stored about the member.
 *
 * <p>What was bought within a year is not recommended again, unless it is a thing that is bought again and again and it is
 * time for it. Of a member who switched personalisation off nothing is looked at: they get what is popular now, which is the
 * same for everybody.
 */
public interface ReadRecommendations {

    int MOST = 50;

    /** @param limit 1 to {@value #MOST}; fewer where there are no more */
    Recommended of(MemberId member, int limit);

    /** The same for whoever has just read the member: one statement less. */
    Recommended of(ReadMember.Profile profile, int limit);

    /**
     * Which of these things suit the member, and why; those that nothing speaks for are absent, and so are all of them when
     * personalisation is switched off.
     */
    Map<Thing, Reason> suiting(MemberId member, Collection<Thing> things);

    /** @param personal whether what the member bought was looked at; not when they switched personalisation off */
    record Recommended(boolean personal, List<Recommendation> recommendations) {

        public Recommended {
            recommendations = List.copyOf(recommendations);
        }
    }

    record Recommendation(Article article, Reason reason) {}

    /**
     * What something that is no line of a purchase is: a reward, for example.
     *
     * @param sku the article that it is
     * @param category the sort of articles that it belongs to
     */
    record Thing(@Nullable String sku, @Nullable String category) {}

    sealed interface Reason {

        /**
         * @param with what the member bought
         * @param others members who bought both, {@value KeepRecommendations#FEWEST} or more; as many at least
         */
        record BoughtTogether(Article with, long others) implements Reason {}

        /**
         * Bought again and again, and about due.
         *
         * @param usualDays between one time and the next
         */
        record TimeAgain(Instant lastBought, int usualDays) implements Reason {}

        /**
         * Nothing personal.
         *
         * @param buyers members who bought it lately; as many at least
         */
        record PopularNow(long buyers) implements Reason {}

        /** Of the sort of which the member buys most. */
        record FavouriteCategory(String category) implements Reason {}
    }
}
