package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsBadge.POINTS_BADGE;
import static io.perennial.points.adapter.jooq.generated.tables.PointsBadgeEarned.POINTS_BADGE_EARNED;

import io.perennial.points.BadgeId;
import io.perennial.points.domain.EarnedBadges;
import java.util.Collection;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class JooqEarnedBadges implements EarnedBadges {

    private final DSLContext dsl;

    JooqEarnedBadges(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public void add(Collection<Earned> earned) {
        if (earned.isEmpty()) {
            return;
        }
        var insert = dsl.insertInto(
                POINTS_BADGE_EARNED,
                POINTS_BADGE_EARNED.MEMBER_ID,
                POINTS_BADGE_EARNED.BADGE_ID,
                POINTS_BADGE_EARNED.EARNED_AT,
                POINTS_BADGE_EARNED.FOR_ZH,
                POINTS_BADGE_EARNED.FOR_EN);
        for (var each : earned) {
            insert = insert.values(
                    each.member().value(),
                    each.badge().value(),
                    each.at(),
                    each.forWhat().zh(),
                    each.forWhat().en());
        }
        insert.onDuplicateKeyUpdate()
                .set(POINTS_BADGE_EARNED.EARNED_AT, POINTS_BADGE_EARNED.EARNED_AT)
                .execute();
    }

    @Override
    public Set<BadgeId> available(Collection<BadgeId> badges) {
        return dsl.select(POINTS_BADGE.BADGE_ID)
                .from(POINTS_BADGE)
                .where(
                        POINTS_BADGE.BADGE_ID.in(
                                badges.stream().map(BadgeId::value).toList()),
                        POINTS_BADGE.RETIRED_AT.isNull())
                .fetchSet(row -> new BadgeId(row.value1()));
    }
}
