package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipIdentifier.MEMBERSHIP_IDENTIFIER;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipMember.MEMBERSHIP_MEMBER;
import static org.jooq.impl.DSL.noCondition;

import io.perennial.membership.ConsentChannel;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.ReadTraits;
import io.perennial.membership.Region;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        return dsl.select(
                        member.MEMBER_ID,
                        member.STATUS,
                        member.LOCALE,
                        member.BIRTHDAY,
                        member.ENROLLED_AT,
                        member.REGION,
                        member.INTERESTS)
                .from(member)
                .where(member.MEMBER_ID.in(members.stream().map(MemberId::value).toList()), member.MERGED_INTO.isNull())
                .fetchMap(
                        row -> new MemberId(row.value1()),
                        row -> new Traits(
                                new MemberId(row.value1()),
                                MemberStatus.valueOf(row.value2()),
                                Locale.forLanguageTag(row.value3()),
                                row.value4(),
                                row.value5(),
                                row.value6() == null ? null : new Region(row.value6()),
                                JooqMembers.interests(row.value7())));
    }

    @Override
    public Map<MemberId, Set<ConsentChannel>> channels(Collection<MemberId> members) {
        var identifier = MEMBERSHIP_IDENTIFIER;
        var channels = new HashMap<MemberId, Set<ConsentChannel>>();
        dsl.selectDistinct(identifier.MEMBER_ID, identifier.KIND)
                .from(identifier)
                .where(identifier.MEMBER_ID.in(
                        members.stream().map(MemberId::value).toList()))
                .forEach(row -> channel(Identifier.Kind.valueOf(row.value2()))
                        .ifPresent(channel -> channels.computeIfAbsent(
                                        new MemberId(row.value1()), _ -> EnumSet.noneOf(ConsentChannel.class))
                                .add(channel)));
        return channels;
    }

    private static Optional<ConsentChannel> channel(Identifier.Kind kind) {
        return switch (kind) {
            case EMAIL -> Optional.of(ConsentChannel.EMAIL);
            case PHONE -> Optional.of(ConsentChannel.SMS);
            case WHATSAPP -> Optional.of(ConsentChannel.WHATSAPP);
            case WECHAT -> Optional.of(ConsentChannel.WECHAT);
            case CARD_NUMBER, CUSTOMER_NUMBER, ALIPAY -> Optional.empty();
        };
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
