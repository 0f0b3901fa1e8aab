package io.perennial.insights.domain;

import io.perennial.insights.Article;
import io.perennial.insights.EditRecommendations.Word;
import io.perennial.insights.KeepRecommendations.Counted;
import io.perennial.insights.domain.Suggesting.Companion;
import io.perennial.insights.domain.Suggesting.Had;
import io.perennial.membership.MemberId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What goes with what, as it was last counted, and what is needed to count it anew. */
public interface Affinities {

    // --- reading --------------------------------------------------------------------------------

    /** The number of the last run that was finished. */
    Optional<Integer> current();

    /** As {@link #current}, for readers: for two seconds perhaps the edition before, of whose run nothing may be left. */
    Optional<Edition> lately();

    /**
     * A finished run, with what staff said of articles by then: of one edition everything is always the same.
     *
     * @param words how often staff have said something of an article, and {@code lastSaid} when they did last
     */
    record Edition(
            int run,
            @Nullable Instant finishedAt,
            long words,
            @Nullable Instant lastSaid) {}

    Optional<Counted> counted();

    /** What the member bought since then and did not give back, by product, the newest first; of 2,000 lines at most. */
    List<Had> had(MemberId member, Instant since);

    /** The strongest first. */
    Map<Long, List<Companion>> companions(int run, Collection<Long> products);

    Map<Long, Product> products(int run, Collection<Long> products);

    /** Those with most buyers first, without those that are left out and those that are passed over. */
    List<Product> popular(int run, Collection<Long> passedOver, int limit);

    /** The number that stands for an article. */
    long number(String sku);

    /** By the beginning of their number or words of their name, those with most buyers first. */
    List<Product> find(int run, String words, int limit);

    /** Those left out, with most buyers first. */
    List<Product> leftOut(int run, int limit);

    // --- what staff said ------------------------------------------------------------------------

    Map<Long, Word> words(Collection<Long> products);

    void say(long product, String sku, Word word);

    /** An article as it was last named, whether or not it was counted. */
    Optional<Article> article(String sku);

    // --- counting -------------------------------------------------------------------------------

    /** The run that is under way, locked; or nothing. */
    Optional<Run> lock();

    /** Purchases since then, counted up to a limit. */
    long purchases(Instant since, long limit);

    /** Members who bought since then. */
    long buyers(Instant since);

    void begin(Run run);

    void store(Run run);

    /** Throws away what a run that was broken off left, a part at a time. @return whether there may be more */
    boolean clear(int limit);

    /** The next buyers after those that were collected, in their order. */
    List<MemberId> page(Run run, int limit);

    /**
     * Writes down what these members bought.
     *
     * @param base of the numbers that stand for them
     */
    void collect(Run run, List<MemberId> members, long base);

    /** Baskets with anything recent in them. */
    long baskets();

    /** Describes the next products after this one. @return their last one; nothing when there are no more */
    Optional<Long> describe(Run run, int limit);

    /** How many bought each product of late: all products with {@code fewest} buyers or more that are not left out. */
    Map<Long, Long> sought(int run, long fewest);

    /** How many bought one of these and another product, each pair with {@code fewest} or more. */
    List<Pair> pairs(Collection<Long> products, long fewest);

    void keep(int run, List<Bond> bonds);

    /** Throws away runs before this one and the baskets, a part at a time. @return whether there may be more */
    boolean tidy(int run, int limit);

    record Pair(long product, long other, long together) {}

    record Bond(long product, long other, long together, double strength) {}

    enum Step {
        COLLECT,
        DESCRIBE,
        PAIR,
        DONE
    }

    /**
     * @param memberTo members up to this one were collected; {@code productTo} products up to this one were described, or
     *     paired
     * @param collected members so far
     */
    record Run(
            int number,
            Step step,
            Instant beganAt,
            Instant recentFrom,
            Instant yearFrom,
            int oneIn,
            @Nullable MemberId memberTo,
            @Nullable Long productTo,
            long collected,
            long baskets,
            @Nullable Instant finishedAt) {

        public Run collected(MemberId last, int members) {
            return new Run(
                    number, step, beganAt, recentFrom, yearFrom, oneIn, last, null, collected + members, 0, null);
        }

        public Run to(@Nullable Long product) {
            return new Run(
                    number, step, beganAt, recentFrom, yearFrom, oneIn, memberTo, product, collected, baskets, null);
        }

        public Run at(Step next, long all) {
            return new Run(number, next, beganAt, recentFrom, yearFrom, oneIn, memberTo, null, collected, all, null);
        }

        public Run done(Instant at) {
            return new Run(
                    number, Step.DONE, beganAt, recentFrom, yearFrom, oneIn, memberTo, null, collected, baskets, at);
        }
    }
}
