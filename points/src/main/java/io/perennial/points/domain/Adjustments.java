package io.perennial.points.domain;

import io.perennial.membership.BilingualText;
import io.perennial.membership.Picture;
import io.perennial.membership.StaffId;
import io.perennial.points.AdjustmentId;
import io.perennial.points.ReadAdjustments.Adjustment;
import io.perennial.points.ReadAdjustments.Reason;
import io.perennial.points.ReadAdjustments.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What staff asked for and what became of it. */
public interface Adjustments {

    /** Whether or not it is retired. */
    Optional<Reason> reason(String code);

    /** Holds all of them, so that only one person at a time retires one. */
    List<Reason> lockReasons();

    /** @return whether there was none of that code yet */
    boolean addReason(Reason reason);

    void rename(String code, BilingualText name);

    /** @param at nothing to bring it back */
    void retire(String code, @Nullable Instant at);

    /** Holds it until the transaction ends. */
    Optional<Adjustment> lock(AdjustmentId id);

    /** @return whether there was none of that id yet */
    boolean add(Adjustment adjustment, List<Picture> pictures);

    /** @param entry sequence of the entry, if it was booked */
    void decide(AdjustmentId id, Status status, StaffId by, Instant at, @Nullable String note, @Nullable Long entry);
}
