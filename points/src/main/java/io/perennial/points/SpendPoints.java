package io.perennial.points;

import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import java.util.List;

/**
 * Takes points off a balance, from the lot that expires first. Takes part in the caller's transaction, so that what they
 * are spent on and the points move together or not at all. Locks the member's account until that transaction ends.
 *
 * <p>Idempotent by (member, key): the same key again answers the first result; with other points it is a conflict. A
 * spending that is refused changes nothing and harms no other of the same call.
 */
public interface SpendPoints {

    /** @return one answer per spending, in the same order, in which they are booked */
    List<Outcome> spend(List<Spending> spendings);

    default Outcome spend(Spending spending) {
        return spend(List.of(spending)).getFirst();
    }

    /** @param key business key, at most 100 printable ASCII characters, e.g. {@code redemption:<id>} */
    record Spending(MemberId member, Points points, String key, BilingualText on) {}

    sealed interface Outcome {
        /** @param entry sequence number of the entry among the member's */
        record Spent(long entry, Points balance) implements Outcome {}

        record NotEnough(Points balance, Points missing) implements Outcome {}

        /** The member is frozen or closed, or there is no such member. */
        record MayNotSpend() implements Outcome {}

        record Conflict() implements Outcome {}
    }
}
