package io.perennial.web.adapter.jooq;

import static io.perennial.web.adapter.jooq.generated.tables.WebGreeting.WEB_GREETING;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.when;

import io.perennial.membership.MemberId;
import io.perennial.web.portal.Greeting;
import io.perennial.web.portal.Greetings;
import java.util.Collection;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

@Component
class JooqGreetings implements Greetings {

    private final DSLContext dsl;

    JooqGreetings(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** The moment is set last: servers work from left to right, and the other columns ask for the one before. */
    @Override
    public void keep(Collection<Greeting> greetings) {
        if (greetings.isEmpty()) {
            return;
        }
        var insert = dsl.insertInto(
                WEB_GREETING,
                WEB_GREETING.MEMBER_ID,
                WEB_GREETING.TIER_CODE,
                WEB_GREETING.SINCE,
                WEB_GREETING.DISMISSED);
        for (var greeting : greetings) {
            insert = insert.values(greeting.member().value(), greeting.tierCode(), greeting.since(), false);
        }
        var isLater = excluded(WEB_GREETING.SINCE).gt(WEB_GREETING.SINCE);
        insert.onDuplicateKeyUpdate()
                .set(
                        WEB_GREETING.TIER_CODE,
                        when(isLater, excluded(WEB_GREETING.TIER_CODE)).otherwise(WEB_GREETING.TIER_CODE))
                .set(
                        WEB_GREETING.DISMISSED,
                        when(isLater, excluded(WEB_GREETING.DISMISSED)).otherwise(WEB_GREETING.DISMISSED))
                .set(
                        WEB_GREETING.SINCE,
                        when(isLater, excluded(WEB_GREETING.SINCE)).otherwise(WEB_GREETING.SINCE))
                .execute();
    }

    @Override
    public Optional<Greeting> waitingFor(MemberId member) {
        return dsl.select(WEB_GREETING.TIER_CODE, WEB_GREETING.SINCE)
                .from(WEB_GREETING)
                .where(WEB_GREETING.MEMBER_ID.eq(member.value()))
                .and(WEB_GREETING.DISMISSED.isFalse())
                .fetchOptional(row -> new Greeting(member, row.value1(), row.value2()));
    }

    @Override
    public void putAway(MemberId member) {
        dsl.update(WEB_GREETING)
                .set(WEB_GREETING.DISMISSED, true)
                .where(WEB_GREETING.MEMBER_ID.eq(member.value()))
                .execute();
    }
}
