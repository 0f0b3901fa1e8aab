package io.perennial.membership;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A member uses a benefit: asks for a code that is good once, which staff or a till take; or draws a code of a partner's.
 * What comes from a single grant is used before what the tier brings.
 */
public interface UseBenefit {

    /** How long a code can be shown. */
    Duration GOOD_FOR = Duration.ofMinutes(15);

    int LONGEST_PLACE = 80;

    /** Asking again while a code is open answers the same one. */
    Asked ask(MemberId member, BenefitId benefit);

    /** What a code would be taken for; it stays as it is. */
    Taken look(String code);

    /**
     * Takes a code. Idempotent only in that it is taken once: the second call is told so.
     *
     * @param place where: a shop, a till
     */
    Taken take(String code, String place, Optional<StaffId> by);

    sealed interface Asked {
        /** @param until when it is good no more */
        record Code(UUID use, String code, Instant until) implements Asked {}

        record PartnerCode(UUID use, String code) implements Asked {}

        record NotEntitled() implements Asked {}

        record UsedUp() implements Asked {}

        /** The pool of partner codes is empty. */
        record PoolEmpty() implements Asked {}

        /** Frozen or closed. */
        record MemberInactive() implements Asked {}
    }

    sealed interface Taken {
        /** It is, or was just, taken. */
        record Good(MemberId member, Benefit benefit, Instant until) implements Taken {}

        record UnknownCode() implements Taken {}

        record TooLate(Benefit benefit) implements Taken {}

        record TakenBefore(Benefit benefit, Instant at) implements Taken {}

        record MemberInactive() implements Taken {}
    }
}
