package io.perennial.membership;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a module keeps about a member. Each module that keeps anything implements this in an adapter, and membership calls
 * all of them, in the transaction in which it hands out, erases or merges: what one of them fails to do, none has done.
 */
public interface Belongings {

    /** All of it, as the member may read it: without secrets, and without what was written about others. */
    List<Section> exported(MemberId member);

    /**
     * Takes away what tells who the member is: free texts, pictures, files, codes. What must stay true without them –
     * amounts, times, what was decided – stays under the id, which by then is nobody's.
     */
    void erased(Erasure erasure);

    /** How much there is of what a merge moves, by names in lower case as {@code module.what}, each only if it is in use. */
    default List<Holding> holdings(MemberId member) {
        return List.of();
    }

    /** Why these two cannot become one as things are, as {@code module.what}; what nothing stands against answers with nothing. */
    default List<String> hindrances(Move move) {
        return List.of();
    }

    /**
     * Makes over what {@code from} has to {@code to}, and keeps what it moved under the merge's id. Both members are locked.
     * What was booked of {@code from} stays as it was booked.
     */
    default void moved(Move move) {}

    /** What {@link #returned} would do now. */
    default List<Return> returning(Move move) {
        return List.of();
    }

    /**
     * Gives back what the merge moved and is still there; what came to the survivor afterwards stays. Both members are
     * locked, and no later merge of either stands.
     */
    default void returned(Move move) {}

    /**
     * @param name in lower case, as {@code module.what}: the name of a list in JSON and of a file of its own in CSV
     * @param rows each with a value for each column: texts, numbers, booleans, instants, dates, or nothing
     */
    record Section(String name, List<String> columns, List<? extends List<? extends @Nullable Object>> rows) {

        public Section {
            for (var row : rows) {
                if (row.size() != columns.size()) {
                    throw new IllegalArgumentException(name + " has a row that does not fit its columns");
                }
            }
        }

        /** Several of one name as one, which has the rows of all. */
        public static Section joined(List<Section> sections) {
            var first = sections.getFirst();
            var rows = new ArrayList<List<? extends @Nullable Object>>();
            sections.forEach(section -> rows.addAll(section.rows()));
            return new Section(first.name(), first.columns(), rows);
        }
    }

    /**
     * @param marks what else a text may be known by to be about this member: all their identifiers as they are stored,
     *     phones also without country code; for texts that are not kept by member, such as the lines of a file
     * @param name as it was shown; for texts that are kept by member, since others are called so too
     */
    record Erasure(
            MemberId member, Set<String> marks, @Nullable String name) {

        /** Of a member without a name. */
        public Erasure(MemberId member, Set<String> marks) {
            this(member, marks, null);
        }

        /**
         * Whether a text that belongs to the member alone tells who they are: by a mark, or by a part of their name that
         * stands as a word. Chinese names have two characters or more, and stand between others.
         */
        public boolean isNamedIn(String text) {
            var words = new LinkedHashSet<>(marks);
            if (name != null) {
                words.addAll(List.of(name.strip().split("\\s+", -1)));
            }
            return words.stream()
                    .filter(word -> word.codePointCount(0, word.length()) >= 2)
                    .anyMatch(word -> pattern(word).matcher(text).find());
        }

        private static Pattern pattern(String word) {
            var quoted = Pattern.quote(word);
            var stands = word.codePoints().anyMatch(Character::isIdeographic)
                    ? quoted
                    : "(?<![\\p{L}\\p{N}])" + quoted + "(?![\\p{L}\\p{N}])";
            return Pattern.compile(stands, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        }
    }

    /** @param at the moment of moving, or of giving back */
    record Move(MergeId merge, MemberId from, MemberId to, Instant at) {}

    /** @param mayOverlap whether two members may have the like, which then counts once */
    record Holding(String name, long amount, boolean mayOverlap) {

        public Holding(String name, long amount) {
            this(name, amount, false);
        }
    }

    /** @param returns how much goes back, {@code stays} how much of what was moved cannot */
    record Return(String name, long returns, long stays) {}
}
