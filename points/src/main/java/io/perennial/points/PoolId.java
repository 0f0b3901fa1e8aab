package io.perennial.points;

import com.fasterxml.uuid.Generators;
import io.perennial.membership.MemberId;
import java.util.UUID;

/** The name of a household pool, which is also the name of its account. */
public record PoolId(UUID value) {

    public static PoolId next() {
        return new PoolId(Generators.timeBasedEpochGenerator().generate());
    }

    /** The household that holds this account. */
    public static PoolId of(MemberId account) {
        return new PoolId(account.value());
    }

    /** The holder of its account in the ledger. */
    public MemberId account() {
        return new MemberId(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
