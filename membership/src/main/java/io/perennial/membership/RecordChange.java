package io.perennial.membership;

import org.jspecify.annotations.Nullable;

/**
 * Writes a line of the audit trail, in the transaction of the change itself: a change without its line cannot be stored.
 * Lines are never deleted, and edited only when a member is erased: then the values go of all lines about them, and who did
 * what and when stays.
 */
public interface RecordChange {

    /** The kind of subject that is a member. */
    String MEMBER = "member";

    void record(Change change);

    /**
     * @param action what was done, as {@code subject.verb}: {@code rule.published}, {@code member.frozen}
     * @param subjectKind {@code member}, {@code rule}, {@code reward}, {@code picture}, {@code redemption}, {@code ladder},
     *     {@code staff}, {@code import}, {@code api-key}, {@code mission}, {@code badge}, {@code streak-plan},
     *     {@code benefit}
     * @param before what stood there, as JSON; never a secret
     * @param after what stands there now, as JSON; never a secret
     * @param member whom it is about, whatever its subject is; nothing when it is about no member
     */
    record Change(
            @Nullable StaffId by,
            String action,
            String subjectKind,
            String subjectId,
            @Nullable String before,
            @Nullable String after,
            @Nullable MemberId member) {

        /** About the member who is the subject, or else about nobody. */
        public Change(
                @Nullable StaffId by,
                String action,
                String subjectKind,
                String subjectId,
                @Nullable String before,
                @Nullable String after) {
            this(
                    by,
                    action,
                    subjectKind,
                    subjectId,
                    before,
                    after,
                    subjectKind.equals(MEMBER) ? MemberId.of(subjectId) : null);
        }
    }
}
