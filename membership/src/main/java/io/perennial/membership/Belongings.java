package io.perennial.membership;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a module keeps about a member. Each module that keeps anything implements this in an adapter, and membership calls
 * all of them, in the transaction in which it hands out or erases: what one of them fails to do, none has done.
 */
public interface Belongings {

    /** All of it, as the member may read it: without secrets, and without what was written about others. */
    List<Section> exported(MemberId member);

    /**
     * Takes away what tells who the member is: free texts, pictures, files, codes. What must stay true without them –
     * amounts, times, what was decided – stays under the id, which by then is nobody's.
     */
    void erased(Erasure erasure);

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
}
