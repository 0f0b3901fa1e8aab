package io.perennial.points.application;

import io.perennial.membership.StaffId;
import io.perennial.points.EarnRule;
import io.perennial.points.ReadRules.Published;
import io.perennial.points.RuleId;
import io.perennial.points.Why;
import io.perennial.points.domain.EarnRules;
import io.perennial.points.domain.RuleBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Rules in memory. */
final class PretendedRules implements EarnRules {

    final List<Published> versions = new ArrayList<>();

    @Override
    public RuleBook book() {
        return new RuleBook(versions);
    }

    @Override
    public RuleBook knowing(Collection<Why.Paid> versions) {
        return book();
    }

    @Override
    public List<Published> lock(RuleId rule) {
        return versions.stream().filter(each -> each.rule().id().equals(rule)).toList();
    }

    @Override
    public boolean add(EarnRule version, Instant publishedAt, StaffId by) {
        return versions.add(new Published(version, publishedAt, Optional.empty()));
    }

    @Override
    public void retire(RuleId rule, int fromVersion, Instant at) {
        versions.replaceAll(each -> each.rule().id().equals(rule) && each.rule().version() >= fromVersion
                ? new Published(each.rule(), each.publishedAt(), Optional.of(at))
                : each);
    }

    @Override
    public String asJson(EarnRule version) {
        return version.toString();
    }
}
