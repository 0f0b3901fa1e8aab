package io.perennial.membership;

import java.util.List;
import java.util.Set;
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
     */
    record Erasure(MemberId member, Set<String> marks) {}
}
