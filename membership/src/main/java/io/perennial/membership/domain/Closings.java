package io.perennial.membership.domain;

import io.perennial.membership.EraseMember.State;
import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts on their way out; to be changed under the lock of the member. */
public interface Closings {

    Optional<State> of(MemberId member);

    List<State> waiting(int most);

    List<MemberId> due(Instant now, int most);

    void ask(MemberId member, Instant at, @Nullable StaffId by, @Nullable String reason, @Nullable Instant eraseAt);

    void approve(MemberId member, Instant eraseAt);

    void forget(MemberId member);

    /** Keeps that and when, and no longer why. */
    void erased(MemberId member, Instant at);
}
