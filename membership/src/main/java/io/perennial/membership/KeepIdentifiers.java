package io.perennial.membership;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A member keeps the phones and e-mail addresses by which they are known. Each is proven by a one-time code before it counts.
 * Nothing is added to an account before one of its own is proven: whoever joined with somebody else's address gets no
 * further with it.
 */
public interface KeepIdentifiers {

    /** How many phones and how many e-mail addresses a member may have. */
    int MOST_OF_A_KIND = 3;

    List<Known> of(MemberId member);

    /**
     * Sends a code to what the member wants to add, or to prove once more.
     *
     * @param wanted a phone or an e-mail address
     * @throws IllegalStateException when no channel for codes is configured; nothing was stored then
     */
    Sending send(MemberId member, Identifier wanted);

    /**
     * @param instead an identifier of the same kind that this one takes the place of, if any
     */
    Outcome confirm(MemberId member, Identifier wanted, String code, Optional<Identifier> instead);

    /** The answer to {@link Outcome.Taken}, with the same code: it is mine now. Who had it keeps everything else, and is told. */
    Outcome takeOver(MemberId member, Identifier wanted, String code, Optional<Identifier> instead);

    /** With the last e-mail address goes the password. */
    Removing remove(MemberId member, Identifier identifier);

    /** What this member lost to people who proved that it is theirs now, as long as they have not been told. */
    List<Lost> lost(MemberId member);

    /** The member has been told. */
    void told(MemberId member);

    /**
     * @param provenAt when they last showed that it is theirs; nothing for what a till or an import wrote, and for card and
     *     customer numbers
     * @param removable whether it is a phone or an address, and not the last one proven
     */
    record Known(Identifier identifier, Instant addedAt, Optional<Instant> provenAt, boolean removable) {}

    /** @param ending as much of it as its former owner may still see */
    record Lost(Identifier.Kind kind, String ending, Instant at) {}

    sealed interface Sending {
        record Sent(Duration validFor) implements Sending {}

        record TooOften(Duration waitFor) implements Sending {}

        /** Nothing of this account is proven yet: one of these has to be, before anything else is added. */
        record ProveFirst(List<Identifier> own) implements Sending {}
    }

    sealed interface Outcome {
        record Proven() implements Outcome {}

        /** @param triesLeft how often this code may still be tried */
        record WrongCode(int triesLeft) implements Outcome {}

        record NoValidCode() implements Outcome {}

        /** Somebody else's; whose is never told. The code is still good for {@link #takeOver}. */
        record Taken() implements Outcome {}

        /** Nothing of their own is proven yet, or they have as many of this kind as they may and none of them is to go. */
        record NotNow() implements Outcome {}
    }

    sealed interface Removing {
        record Removed() implements Removing {}

        /** The account could not be entered any more. */
        record LastProven() implements Removing {}

        record NotTheirs() implements Removing {}
    }
}
