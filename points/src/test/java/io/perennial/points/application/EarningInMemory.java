package io.perennial.points.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Activity;
import io.perennial.membership.MemberId;
import io.perennial.points.EarnPoints.Outcome;
import io.perennial.points.Points;
import io.perennial.points.SpendPoints.Spending;
import io.perennial.points.Stories;
import io.perennial.points.domain.Entry;
import java.util.List;

/** Two members who earn in memory, and what is looked at afterwards. */
abstract class EarningInMemory {

    final PointsInMemory points = new PointsInMemory();
    final MemberId anna = points.enrol(1);
    final MemberId ben = points.enrol(2);

    final Outcome earn(Activity activity) {
        return points.earnPoints.earn(List.of(activity)).getFirst();
    }

    final Outcome.Booked booked(Activity activity) {
        var outcome = earn(activity);
        assertThat(outcome).isInstanceOf(Outcome.Booked.class);
        return (Outcome.Booked) outcome;
    }

    final void spend(MemberId member, long number, String key) {
        points.spendPoints.spend(new Spending(member, Points.of(number), key, Stories.MUG));
    }

    final List<Entry> entries(MemberId member) {
        return points.ledger.entries(member);
    }

    final List<Long> remaining(MemberId member) {
        return points.ledger.lots(member).stream()
                .map(lot -> lot.remaining().value())
                .toList();
    }

    static boolean repeated(Outcome outcome) {
        return ((Outcome.Booked) outcome).repeated();
    }
}
