package io.perennial.insights.adapter.jooq;

import static io.perennial.insights.adapter.jooq.generated.tables.InsightsMemberFacts.INSIGHTS_MEMBER_FACTS;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsMemberTag.INSIGHTS_MEMBER_TAG;

import io.perennial.insights.ReadSegments;
import io.perennial.membership.Belongings;
import io.perennial.membership.MemberId;
import java.util.Arrays;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** What is known of a member, and the segments they were in. What they told of themselves, and what was said of them, is erased. */
@Repository
class JooqFactsBelongings implements Belongings {

    private static final int MOST_STAYS = 10_000;

    private final DSLContext dsl;
    private final JooqFacts facts;
    private final ReadSegments segments;

    JooqFactsBelongings(DSLContext dsl, JooqFacts facts, ReadSegments segments) {
        this.dsl = dsl;
        this.facts = facts;
        this.segments = segments;
    }

    @Override
    public List<Section> exported(MemberId member) {
        var known = facts.find(member).stream()
                .map(fact -> Arrays.asList(
                        fact.lastActivityAt(),
                        fact.firstPurchaseAt(),
                        fact.lastPurchaseAt(),
                        fact.purchases(),
                        fact.spentMinor(),
                        fact.favouriteCategory(),
                        fact.usualHour()))
                .toList();
        var stays = segments.history(member, MOST_STAYS).stream()
                .map(stay -> Arrays.asList(stay.segment(), stay.enteredAt(), stay.leftAt()))
                .toList();
        return List.of(
                new Section(
                        "insights.facts",
                        List.of(
                                "lastActivityAt",
                                "firstPurchaseAt",
                                "lastPurchaseAt",
                                "purchases",
                                "spentMinor",
                                "favouriteCategory",
                                "usualHour"),
                        known),
                new Section("insights.segments", List.of("segment", "enteredAt", "leftAt"), stays));
    }

    @Override
    public void erased(Erasure erasure) {
        dsl.update(INSIGHTS_MEMBER_FACTS)
                .setNull(INSIGHTS_MEMBER_FACTS.BIRTHDAY)
                .setNull(INSIGHTS_MEMBER_FACTS.BIRTH_DAY)
                .setNull(INSIGHTS_MEMBER_FACTS.REGION)
                .set(INSIGHTS_MEMBER_FACTS.INTERESTS, "")
                .set(INSIGHTS_MEMBER_FACTS.AGREED, 0)
                .set(INSIGHTS_MEMBER_FACTS.REACH, 0)
                .where(INSIGHTS_MEMBER_FACTS.MEMBER_ID.eq(erasure.member().value()))
                .execute();
        dsl.deleteFrom(INSIGHTS_MEMBER_TAG)
                .where(INSIGHTS_MEMBER_TAG.MEMBER_ID.eq(erasure.member().value()))
                .execute();
    }
}
