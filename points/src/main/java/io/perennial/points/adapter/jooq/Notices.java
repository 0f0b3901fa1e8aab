package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsLot.POINTS_LOT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsNotice.POINTS_NOTICE;

import org.jooq.Condition;

/** What was shown to members of the ends of their lots. */
final class Notices {

    private Notices() {}

    /** By its key: what was shown of the end that an open lot has. */
    static Condition ofLots() {
        return POINTS_NOTICE.MEMBER_ID.eq(POINTS_LOT.MEMBER_ID).and(POINTS_NOTICE.EXPIRES_AT.eq(POINTS_LOT.OPEN_UNTIL));
    }
}
