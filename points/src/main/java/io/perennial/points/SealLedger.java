package io.perennial.points;

import io.perennial.membership.MemberId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tells how far every account's chain goes, so that a copy of the ledger can be held against it later: a copy that was begun
 * afterwards must bear every mark. Entries are never changed, so a mark holds for ever. Reads only; in chunks of members.
 */
public interface SealLedger {

    int MOST_AT_ONCE = 1_000;

    /** @param marks is given that of every account with an entry, in the order of their ids */
    void seal(Consumer<Mark> marks);

    /**
     * Which of these marks the ledger does not bear. That entries and hashes fit each other is what {@link VerifyLedger}
     * proves; together they prove that everything up to the mark is there, and is what it was.
     *
     * @param marks {@value #MOST_AT_ONCE} at most
     */
    List<Unborne> unborne(List<Mark> marks);

    /**
     * @param sequence of the account's last entry
     * @param hash of that entry and of all before it, in hexadecimal digits
     */
    record Mark(MemberId member, long sequence, String hash) {}

    /** @param found the hash of the entry with this number; absent where there is none */
    record Unborne(Mark mark, Optional<String> found) {}
}
