package io.perennial.membership;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Finds members by what a shop, an app or a till knows of them. One statement for any number. */
public interface RecogniseMembers {

    /** @return the members found; identifiers that belong to nobody are absent */
    Map<Identifier, MemberId> recognise(Collection<Identifier> identifiers);

    /** @return those of the ids that are members, with their status */
    Map<MemberId, MemberStatus> statuses(Collection<MemberId> members);

    default Optional<MemberId> recognise(Identifier identifier) {
        return Optional.ofNullable(recognise(java.util.List.of(identifier)).get(identifier));
    }
}
