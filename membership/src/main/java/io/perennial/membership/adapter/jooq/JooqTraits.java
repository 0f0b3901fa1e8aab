package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipMember.MEMBERSHIP_MEMBER;
import static org.jooq.impl.DSL.noCondition;

import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.ReadTraits;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class JooqTraits implements ReadTraits {

    private final DSLContext dsl;

    JooqTraits(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public Map<MemberId, Traits> of(Collection<MemberId> members) {
        var member = MEMBERSHIP_MEMBER;
        return dsl.select(member.MEMBER_ID, member.STATUS, member.LOCALE, member.BIRTHDAY, member.ENROLLED_AT)
                .from(member)
                .where(member.MEMBER_ID.in(members.stream().map(MemberId::value).toList()), member.MERGED_INTO.isNull())
                .fetchMap(
                        row -> new MemberId(row.value1()),
                        row -> new Traits(
                                new MemberId(row.value1()),
                                MemberStatus.valueOf(row.value2()),
                                Locale.forLanguageTag(row.value3()),
                                row.value4(),
                                row.value5()));
    }

    @Override
    public List<MemberId> page(Optional<MemberId> after, int limit) {
        var member = MEMBERSHIP_MEMBER;
        return dsl.select(member.MEMBER_ID)
                .from(member)
                .where(after.map(last -> member.MEMBER_ID.gt(last.value())).orElse(noCondition()))
                .orderBy(member.MEMBER_ID)
                .limit(limit)
                .fetch(row -> new MemberId(row.value1()));
    }
}
