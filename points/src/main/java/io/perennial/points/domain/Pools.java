package io.perennial.points.domain;

import io.perennial.membership.MemberId;
import io.perennial.points.KeepHousehold.Person;
import io.perennial.points.PoolId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Households and who is in them. */
public interface Pools {

    /** Those of these account holders that are open households. */
    Set<MemberId> open(Collection<MemberId> accounts);

    Optional<Pool> of(MemberId member);

    Optional<Pool> byCode(String code);

    /** Holds the household until the transaction ends, so that its people change one after the other; nothing once it is over. */
    Optional<Pool> lock(PoolId pool);

    /** The owner first, then by when they joined. */
    List<Person> people(PoolId pool);

    void add(Pool pool, Instant at);

    /** @return whether they were in none */
    boolean join(PoolId pool, MemberId member, boolean isOwner, Instant at);

    void change(MemberId member, boolean isOwner, boolean mayDraw);

    void recode(PoolId pool, String code);

    void leave(PoolId pool, MemberId member);

    void close(PoolId pool, Instant at);

    /** @param closedAt absent while it is open */
    record Pool(
            PoolId id, String name, String code, @Nullable Instant closedAt) {}
}
