package io.perennial.membership;

import org.jspecify.annotations.Nullable;

/**
 * Writes a line of the audit trail, in the transaction of the change itself: a change without its line cannot be stored.
 * Lines are never edited or deleted.
 */
public interface RecordChange {

    void record(Change change);

    /**
     * @param action what was done, as {@code subject.verb}: {@code rule.published}, {@code member.frozen}
     * @param subjectKind {@code member}, {@code rule}, {@code reward}, {@code picture}, {@code redemption}, {@code ladder},
     *     {@code staff}, {@code import}, {@code api-key}, {@code mission}, {@code badge}, {@code streak-plan},
     *     {@code benefit}
     * @param before what stood there, as JSON; never a secret
     * @param after what stands there now, as JSON; never a secret
     */
    record Change(
            @Nullable StaffId by,
            String action,
            String subjectKind,
            String subjectId,
            @Nullable String before,
            @Nullable String after) {}
}
