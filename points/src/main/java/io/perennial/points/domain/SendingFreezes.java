package io.perennial.points.domain;

import io.perennial.membership.MemberId;
import io.perennial.points.FreezeSending.Frozen;
import java.util.Optional;

/** Members whom staff have stopped from sending points. */
public interface SendingFreezes {

    Optional<Frozen> of(MemberId member);

    /** @return whether there was none */
    boolean add(MemberId member, Frozen frozen);

    /** @return whether there was one */
    boolean remove(MemberId member);
}
