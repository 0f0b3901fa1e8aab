package io.perennial.membership;

import org.jspecify.annotations.Nullable;

/**
 * Writes down that staff saw personal data, before they see it: what could not be written down must not be shown. Lines are
 * never deleted; when a member is erased, what staff wrote about the reason goes.
 */
public interface RecordLookUp {

    int LONGEST_REASON = 200;

    /**
     * The line stands when this returns. Whoever finds the same member again within a minute is still at the same search, which has
     * its line.
     */
    void record(LookUp lookUp);

    /**
     * @param member whom it was about; nothing where it was about many or found nobody
     * @param members how many it was about
     * @param reason why, in the words of who looked, cut after {@value #LONGEST_REASON} signs
     * @param address the network from which it was asked, shortened so that it names no single device
     */
    record LookUp(
            StaffId by,
            LookUpKind kind,
            @Nullable MemberId member,
            long members,
            @Nullable String reason,
            String address) {

        public static LookUp of(StaffId by, LookUpKind kind, MemberId member, @Nullable String reason, String address) {
            return new LookUp(by, kind, member, 1, reason, address);
        }

        public LookUp {
            if (members < 0 || (member != null && members != 1)) {
                throw new IllegalArgumentException("a look-up is about one member, or about a number of them");
            }
        }
    }
}
