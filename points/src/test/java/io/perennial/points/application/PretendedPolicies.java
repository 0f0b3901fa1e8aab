package io.perennial.points.application;

import io.perennial.membership.StaffId;
import io.perennial.points.PointsPolicy;
import io.perennial.points.Stories;
import io.perennial.points.domain.ExpiryPolicy;
import io.perennial.points.domain.PointsPolicies;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Policies in memory. */
final class PretendedPolicies implements PointsPolicies {

    final List<PointsPolicy> versions = new ArrayList<>(List.of(Stories.policy()));
    private final ZoneId zone;

    PretendedPolicies(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public ExpiryPolicy at(Instant moment) {
        return versions.reversed().stream()
                .filter(each -> !moment.isBefore(each.effectiveFrom()))
                .findFirst()
                .map(each -> new ExpiryPolicy(each, zone))
                .orElseThrow();
    }

    @Override
    public PointsPolicy newest() {
        return versions.getLast();
    }

    @Override
    public boolean add(PointsPolicy version, Instant publishedAt, StaffId by) {
        return versions.add(version);
    }

    @Override
    public String asJson(PointsPolicy version) {
        return version.toString();
    }
}
