package io.perennial.points.adapter.jooq;

import io.perennial.membership.MemberId;
import io.perennial.points.VerifyLedger.Breach;
import io.perennial.points.VerifyLedger.Fault;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was found to be wrong: the first hundred are enough. */
final class Faults {

    static final int MOST = 100;

    private final List<Fault> faults = new ArrayList<>();

    void add(
            Breach breach,
            @Nullable UUID member,
            @Nullable Object subject,
            @Nullable Object found,
            @Nullable Object expected) {
        if (faults.size() < MOST) {
            faults.add(new Fault(
                    breach, member == null ? null : new MemberId(member), told(subject), told(found), told(expected)));
        }
    }

    void add(Fault fault) {
        if (faults.size() < MOST) {
            faults.add(fault);
        }
    }

    /** Where two numbers differ. */
    void compare(Breach breach, @Nullable UUID member, @Nullable Object subject, long found, long expected) {
        if (found != expected) {
            add(breach, member, subject, found, expected);
        }
    }

    /** The servers give sums of whole numbers decimals of different length. */
    private static String told(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal decimal -> decimal.toBigInteger().toString();
            default -> value.toString();
        };
    }

    List<Fault> all() {
        return List.copyOf(faults);
    }
}
