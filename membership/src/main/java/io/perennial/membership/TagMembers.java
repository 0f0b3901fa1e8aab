package io.perennial.membership;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Puts tags on a member and takes them off. By staff it is audited. Setting what is set changes nothing. */
public interface TagMembers {

    /** How many tags a member can have. */
    int MOST = 30;

    Outcome tag(Tagging tagging);

    /** @param by nothing when a rule, a survey or another system did it */
    record Tagging(MemberId member, Collection<Tag> set, Collection<Tag> unset, Optional<StaffId> by) {}

    sealed interface Outcome {

        /** @param now all tags of the member afterwards */
        record Tagged(Set<Tag> now) implements Outcome {}

        record Unchanged() implements Outcome {}

        record UnknownMember() implements Outcome {}

        /** The member is closed. */
        record Closed() implements Outcome {}

        /** More than {@value TagMembers#MOST} tags; nothing was changed. */
        record TooMany() implements Outcome {}
    }
}
