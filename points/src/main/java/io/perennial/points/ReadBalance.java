package io.perennial.points;

import io.perennial.membership.MemberId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What a member has, now. Points whose time is over do not count, whether or not the sweep has come. */
public interface ReadBalance {

    /** A member without any entry has a balance of 0. */
    Balance of(MemberId member);

    /**
     * The same, its {@link Balance#expiring} only as far ahead as {@link AnnounceExpiry} tells a member of, so that it takes no
     * longer for one with thousands of lots. For the first page, which everybody opens.
     */
    Balance soon(MemberId member);

    /**
     * Balances alone, for lists. One statement. Points told so late that they were over when they came may be counted for two
     * seconds, for nobody to spend.
     */
    Map<MemberId, Points> of(Collection<MemberId> members);

    /**
     * @param expiring open lots by last usable day, soonest first, all of them or as far ahead as was asked for
     * @param owed what later points repay first; none while there is a balance
     * @param waiting what is earned and not available yet, by the day on which it becomes so, soonest first
     * @param extended whether the end of any points of this member was ever put off
     */
    record Balance(Points points, List<Expiring> expiring, Points owed, List<Waiting> waiting, boolean extended) {

        /** Of a member for whom nothing was put off. */
        public Balance(Points points, List<Expiring> expiring, Points owed, List<Waiting> waiting) {
            this(points, expiring, owed, waiting, false);
        }

        public Points pending() {
            return waiting.stream().map(Waiting::points).reduce(Points.NONE, Points::plus);
        }
    }

    /** @param lastDay the last day on which they can be used, in the programme's zone */
    record Expiring(LocalDate lastDay, Points points) {}

    /** @param from the first day on which they can be used, in the programme's zone */
    record Waiting(LocalDate from, Points points) {}
}
