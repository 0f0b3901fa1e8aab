package io.perennial.points;

import io.perennial.membership.MemberId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A household pools points: an account of its own that its people put points into, and that those may take points out of whom
 * the owner lets. A member is in one household at most, and joins by its code, which the owner shares; so nobody is ever asked
 * for an address. Putting in and taking out are transfers, and points keep their expiry. Whoever leaves takes along what is
 * left of what they put in; so leaving gives nothing to others, and takes nothing of theirs.
 */
public interface KeepHousehold {

    int MOST_PEOPLE = 8;

    Optional<Household> of(MemberId member);

    Outcome found(MemberId owner, String name);

    Outcome join(MemberId member, String code);

    /** The owner lets someone take points out, or no longer. */
    Outcome allow(MemberId owner, MemberId member, boolean mayDraw);

    /** Another code; the one before leads nowhere from now on. The owner's alone. */
    Outcome renewCode(MemberId owner);

    /**
     * What is left of what they put in goes back to them first. When the owner leaves, whoever has been there longest is the
     * owner; when the last one leaves, the household is over.
     */
    Outcome leave(MemberId member);

    /** The owner sends someone away, as if they left. */
    Outcome remove(MemberId owner, MemberId member);

    /** @param key as of {@link SendPoints}; the policy's limits hold, and it may be taken back like any transfer */
    SendPoints.Outcome putIn(MemberId member, Points points, String key);

    /** Without limits; {@link SendPoints.Outcome.MayNotSend} for whom the owner does not let. */
    SendPoints.Outcome takeOut(MemberId member, Points points, String key);

    /** @param people the owner first, then by when they joined */
    record Household(PoolId id, String name, String code, Points balance, List<Person> people) {

        public Optional<Person> person(MemberId member) {
            return people.stream().filter(each -> each.member().equals(member)).findFirst();
        }
    }

    record Person(MemberId member, boolean isOwner, boolean mayDraw, Instant joinedAt) {}

    sealed interface Outcome {
        record Done() implements Outcome {}

        /** They are in a household already. */
        record InOneAlready() implements Outcome {}

        record UnknownCode() implements Outcome {}

        record Full() implements Outcome {}

        /** They are no owner, or in no household, or not in this one; or their account is frozen or closed. */
        record MayNot() implements Outcome {}

        /** 1 to 40 characters. */
        record BadName() implements Outcome {}
    }
}
