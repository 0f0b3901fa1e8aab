package io.perennial.membership;

import java.time.Instant;
import java.util.List;

/** Benefits were granted to members singly: by staff, or for their birthdays. */
public record BenefitsGranted(List<Granted> granted, Instant at) {

    public record Granted(MemberId member, BenefitId benefit, boolean birthday) {}
}
