package io.perennial.membership;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Benefits as they are defined, and what members have and had of them. */
public interface ReadBenefits {

    /** All of them, the retired ones last. */
    List<Benefit> all();

    Optional<Benefit> find(BenefitId benefit);

    /** Codes of partners that are free, by benefit; those without a pool are absent. */
    Map<BenefitId, Pool> pools();

    /** How often benefits were used since then. */
    Map<BenefitId, Long> usedSince(Instant since);

    /** What this member has now, by tier or by grant; of an account that is closed nothing. */
    List<Mine> of(MemberId member);

    /** What was granted singly, newest first, with what has ended. */
    List<Granted> grants(MemberId member);

    /** Uses, newest first. */
    List<Use> uses(MemberId member, int most);

    Optional<Use> use(MemberId member, UUID use);

    record Pool(long free, long taken) {}

    /**
     * @param grant set for what was granted singly
     * @param left how often it can still be used, of {@code quota}
     * @param again when the quota begins anew; nothing where it does not
     * @param until the first moment at which it cannot be used any more
     * @param open a code that is being shown
     */
    record Mine(
            Benefit benefit,
            Optional<UUID> grant,
            int quota,
            int left,
            Optional<Instant> again,
            Optional<Instant> until,
            Optional<Use> open) {}

    record Granted(
            UUID id,
            BenefitId benefit,
            int uses,
            boolean birthday,
            @Nullable String reason,
            Optional<StaffId> by,
            Instant at,
            Optional<Instant> endsAt,
            Optional<Instant> revokedAt) {}

    /**
     * @param code what the member showed or drew
     * @param expiresAt when a code for the counter is good no more
     * @param usedAt absent while its code is open, and for ever when it was not taken in time
     */
    record Use(
            UUID id,
            BenefitId benefit,
            String code,
            Instant askedAt,
            Optional<Instant> expiresAt,
            Optional<Instant> usedAt,
            Optional<StaffId> by,
            Optional<String> place) {

        public boolean isOpen(Instant now) {
            return usedAt.isEmpty() && expiresAt.filter(now::isBefore).isPresent();
        }
    }
}
