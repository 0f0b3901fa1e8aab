package io.perennial.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.MemberId;
import io.perennial.points.VerifyLedger.Breach;
import io.perennial.points.VerifyLedger.Fault;
import io.perennial.testing.TestDatabase;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Somebody with access to the database, and what the check of the ledger says then. */
@Component
public class Corruption {

    private final VerifyLedger verifyLedger;

    Corruption(VerifyLedger verifyLedger) {
        this.verifyLedger = verifyLedger;
    }

    /** That nothing is wrong before, that this changes one row at least, and that the faults are just these. */
    void names(String sql, Fault... faults) {
        assertThat(verifyLedger.verify().faults()).isEmpty();
        assertThat(TestDatabase.get().dsl().execute(sql)).isPositive();
        assertThat(verifyLedger.verify().faults()).containsExactlyInAnyOrder(faults);
    }

    public static Fault fault(
            Breach breach,
            @Nullable MemberId member,
            @Nullable Object subject,
            @Nullable Object found,
            @Nullable Object expected) {
        return new Fault(breach, member, told(subject), told(found), told(expected));
    }

    private static String told(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** As SQL. */
    static String hex(Object id) {
        return "UNHEX('" + id.toString().replace("-", "") + "')";
    }

    public static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
