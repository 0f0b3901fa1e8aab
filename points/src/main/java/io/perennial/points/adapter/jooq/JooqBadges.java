package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsBadge.POINTS_BADGE;
import static io.perennial.points.adapter.jooq.generated.tables.PointsBadgeEarned.POINTS_BADGE_EARNED;
import static org.jooq.impl.DSL.count;

import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.membership.PictureId;
import io.perennial.points.Badge;
import io.perennial.points.BadgeId;
import io.perennial.points.ReadBadges;
import io.perennial.points.domain.Badges;
import io.perennial.points.domain.EarnedBadges;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class JooqBadges implements Badges, EarnedBadges, ReadBadges {

    private final DSLContext dsl;

    JooqBadges(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public Optional<Stored> lock(BadgeId badge) {
        return dsl.selectFrom(POINTS_BADGE)
                .where(POINTS_BADGE.BADGE_ID.eq(badge.value()))
                .forUpdate()
                .fetchOptional(row -> new Stored(toBadge(row), row.getRetiredAt() != null));
    }

    @Override
    public boolean add(Badge badge, Instant at) {
        return dsl.insertInto(POINTS_BADGE)
                        .set(POINTS_BADGE.BADGE_ID, badge.id().value())
                        .set(POINTS_BADGE.VERSION, badge.version())
                        .set(POINTS_BADGE.NAME_ZH, badge.name().zh())
                        .set(POINTS_BADGE.NAME_EN, badge.name().en())
                        .set(POINTS_BADGE.TEXT_ZH, badge.text().zh())
                        .set(POINTS_BADGE.TEXT_EN, badge.text().en())
                        .set(POINTS_BADGE.ICON, badge.icon())
                        .set(POINTS_BADGE.PICTURE_ID, picture(badge))
                        .set(POINTS_BADGE.CREATED_AT, at)
                        .onDuplicateKeyIgnore()
                        .execute()
                == 1;
    }

    @Override
    public void change(Badge badge) {
        dsl.update(POINTS_BADGE)
                .set(POINTS_BADGE.VERSION, badge.version())
                .set(POINTS_BADGE.NAME_ZH, badge.name().zh())
                .set(POINTS_BADGE.NAME_EN, badge.name().en())
                .set(POINTS_BADGE.TEXT_ZH, badge.text().zh())
                .set(POINTS_BADGE.TEXT_EN, badge.text().en())
                .set(POINTS_BADGE.ICON, badge.icon())
                .set(POINTS_BADGE.PICTURE_ID, picture(badge))
                .where(POINTS_BADGE.BADGE_ID.eq(badge.id().value()))
                .execute();
    }

    @Override
    public void retire(BadgeId badge, Instant at) {
        dsl.update(POINTS_BADGE)
                .set(POINTS_BADGE.RETIRED_AT, at)
                .where(POINTS_BADGE.BADGE_ID.eq(badge.value()))
                .execute();
    }

    @Override
    public String asJson(Badge badge) {
        return StoredMissions.inFull(badge);
    }

    @Override
    public void add(Collection<EarnedBadges.Earned> earned) {
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

    @Override
    public List<Listed> all() {
        var members = dsl.select(POINTS_BADGE_EARNED.BADGE_ID, count())
                .from(POINTS_BADGE_EARNED)
                .groupBy(POINTS_BADGE_EARNED.BADGE_ID)
                .fetchMap(POINTS_BADGE_EARNED.BADGE_ID, row -> row.value2().longValue());
        return dsl.selectFrom(POINTS_BADGE)
                .orderBy(POINTS_BADGE.RETIRED_AT.isNotNull(), POINTS_BADGE.NAME_EN, POINTS_BADGE.BADGE_ID)
                .fetch(row -> new Listed(
                        toBadge(row), row.getRetiredAt() != null, members.getOrDefault(row.getBadgeId(), 0L)));
    }

    @Override
    public Optional<Badge> find(BadgeId badge) {
        return dsl.selectFrom(POINTS_BADGE)
                .where(POINTS_BADGE.BADGE_ID.eq(badge.value()))
                .fetchOptional(JooqBadges::toBadge);
    }

    @Override
    public List<ReadBadges.Earned> of(MemberId member) {
        return dsl.select(POINTS_BADGE.fields())
                .select(POINTS_BADGE_EARNED.EARNED_AT, POINTS_BADGE_EARNED.FOR_ZH, POINTS_BADGE_EARNED.FOR_EN)
                .from(POINTS_BADGE_EARNED)
                .join(POINTS_BADGE)
                .on(POINTS_BADGE.BADGE_ID.eq(POINTS_BADGE_EARNED.BADGE_ID))
                .where(POINTS_BADGE_EARNED.MEMBER_ID.eq(member.value()))
                .orderBy(POINTS_BADGE_EARNED.EARNED_AT.desc(), POINTS_BADGE_EARNED.BADGE_ID)
                .fetch(row -> new ReadBadges.Earned(
                        toBadge(row),
                        row.get(POINTS_BADGE_EARNED.EARNED_AT),
                        new BilingualText(row.get(POINTS_BADGE_EARNED.FOR_ZH), row.get(POINTS_BADGE_EARNED.FOR_EN))));
    }

    private static @Nullable UUID picture(Badge badge) {
        return badge.picture() == null ? null : badge.picture().value();
    }

    private static Badge toBadge(Record row) {
        var picture = row.get(POINTS_BADGE.PICTURE_ID);
        return new Badge(
                new BadgeId(row.get(POINTS_BADGE.BADGE_ID)),
                row.get(POINTS_BADGE.VERSION),
                new BilingualText(row.get(POINTS_BADGE.NAME_ZH), row.get(POINTS_BADGE.NAME_EN)),
                new BilingualText(row.get(POINTS_BADGE.TEXT_ZH), row.get(POINTS_BADGE.TEXT_EN)),
                row.get(POINTS_BADGE.ICON),
                picture == null ? null : new PictureId(picture));
    }
}
