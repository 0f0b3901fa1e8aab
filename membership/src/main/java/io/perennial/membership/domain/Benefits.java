package io.perennial.membership.domain;

import io.perennial.membership.Benefit;
import io.perennial.membership.BenefitId;
import io.perennial.membership.MemberId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Benefits as they are defined, and the pools of partners' codes. */
public interface Benefits {

    /** Nobody else can edit it before this transaction ends. */
    Optional<Benefit> lock(BenefitId benefit);

    Optional<Benefit> get(BenefitId benefit);

    /** Puts this version in the place of the one before, which is locked; or stores a new one. */
    void store(Benefit benefit, Instant at);

    /** Those that members of some tier are given on their birthdays. */
    List<Benefit> birthdayPacks();

    /** @return how many of them were not known */
    int addCodes(BenefitId benefit, Collection<String> codes, Instant at);

    /** Draws a free code for a member, that nobody else gets, if there is one. */
    Optional<String> drawCode(BenefitId benefit, MemberId member, Instant at);
}
