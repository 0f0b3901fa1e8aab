package io.perennial.membership;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds members by whatever of them somebody has at hand: at once, and few. Each way is one range of an index, which ends
 * after a page's worth: what a search costs does not depend on how many members there are.
 */
public interface SearchMembers {

    int MOST = 20;

    /** The shortest beginning of an identifier; what is shorter must be the whole of it. */
    int SHORTEST_BEGINNING = 3;

    /** The fewest last digits. */
    int SHORTEST_ENDING = 4;

    /** How many words of a name are looked at. */
    int MOST_WORDS = 4;

    /** Of words of a name that are all common, so many holders of the rarest are looked at for the others. */
    int MOST_NAMESAKES = 5_000;

    /**
     * By an identifier as people write it (a phone with or without blanks and country, its last digits, an e-mail address or its
     * beginning, a card or customer number), by a member id or its beginning, or by parts of a name in any order, each the
     * beginning of a word or, in writings without words, any run of signs; accents and capitals do not matter.
     *
     * <p>Whole identifiers come first, then beginnings, endings and names. Which of many equally good ones are left out is not
     * said: who looks for one of them types more.
     *
     * @param limit 1 to {@value #MOST}
     */
    Found search(String typed, Reach reach, int limit);

    /** Those members, in the order of the ids; unknown ones are left out. */
    List<Hit> of(Collection<MemberId> members);

    /** What may be found by a part. */
    enum Reach {
        /** For those who see identifiers masked: else they would learn them digit by digit. */
        NAMES,
        NAMES_AND_IDENTIFIERS
    }

    /** @param hasMore whether a longer text would have found others */
    record Found(List<Hit> hits, boolean hasMore) {}

    /** @param identifiers those by which the member was found first */
    record Hit(
            MemberId member,
            @Nullable String displayName,
            List<Identifier> identifiers,
            MemberStatus status,
            Tier tier) {}
}
