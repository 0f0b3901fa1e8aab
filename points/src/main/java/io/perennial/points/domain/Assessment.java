package io.perennial.points.domain;

import io.perennial.points.Points;
import io.perennial.points.Why;
import java.util.List;

/**
 * What an activity is worth: an award of each rule that pays, base rules first, and for each that does not, why not. The
 * first award tells also of the rules in force that did not pay.
 */
public record Assessment(List<Award> awards, List<Why.NotPaid> notPaid) {

    public Assessment {
        awards = List.copyOf(awards);
        notPaid = List.copyOf(notPaid);
    }

    public Points points() {
        return awards.stream().map(Award::points).reduce(Points.NONE, Points::plus);
    }

    public long growth() {
        return awards.stream().mapToLong(Award::growth).reduce(0, Math::addExact);
    }
}
