package io.perennial.membership.domain;

import io.perennial.membership.BenefitId;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadBenefits.Mine;
import io.perennial.membership.StaffId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What members have of benefits: by tier, by grants, and what they used of them. */
public interface Entitlements {

    /** What a member has now; single grants first, those that end soonest before the others. */
    List<Mine> held(MemberId member, Instant now);

    void grant(Collection<Grant> grants);

    record Grant(
            MemberId member,
            UUID id,
            BenefitId benefit,
            int uses,
            boolean birthday,
            @Nullable String reason,
            @Nullable StaffId by,
            Instant at,
            LocalDate on,
            @Nullable Instant endsAt) {}

    /** @return whether there was such a grant, in force */
    boolean revoke(MemberId member, UUID grant, StaffId by, Instant at);

    /** Keeps these members from being given anything else until this transaction ends. */
    void lock(Collection<MemberId> members);

    /** Which of these members were given a birthday pack after that day. */
    Set<MemberId> packedAfter(Collection<MemberId> members, LocalDate day);

    /** Active members who have a birthday on one of these days, as month * 100 + day; in the order of their ids. */
    List<Celebrant> celebrants(Collection<Integer> days, Optional<MemberId> after, int most);

    record Celebrant(MemberId member, LocalDate birthday, ZoneId zone, String tier) {}

    /** Keeps a use. */
    void add(Use use);

    /**
     * @param code what the member sees
     * @param isForCounter whether it can be taken under this code
     */
    record Use(
            MemberId member,
            UUID id,
            BenefitId benefit,
            @Nullable UUID grant,
            @Nullable LocalDate periodStart,
            String code,
            boolean isForCounter,
            Instant askedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant usedAt) {}

    Optional<Shown> shown(String code);

    /** A code for the counter, whoever shows it. */
    record Shown(
            MemberId member,
            UUID use,
            BenefitId benefit,
            Instant expiresAt,
            @Nullable Instant usedAt) {}

    /** @return whether it was this call that took it */
    boolean take(Shown shown, Instant at, @Nullable StaffId by, String place);
}
