package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipMemberTag.MEMBERSHIP_MEMBER_TAG;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipTag.MEMBERSHIP_TAG;
import static java.util.stream.Collectors.toCollection;

import io.perennial.membership.MemberId;
import io.perennial.membership.ReadTags;
import io.perennial.membership.StaffId;
import io.perennial.membership.Tag;
import io.perennial.membership.domain.Tags;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

@Component
class JooqTags implements Tags, ReadTags {

    /** More different tags than anybody reads. */
    private static final int MOST_SHOWN = 500;

    private final DSLContext dsl;

    JooqTags(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public Map<MemberId, Set<Tag>> of(Collection<MemberId> members) {
        var tags = new LinkedHashMap<MemberId, Set<Tag>>();
        dsl.select(MEMBERSHIP_MEMBER_TAG.MEMBER_ID, MEMBERSHIP_MEMBER_TAG.TAG)
                .from(MEMBERSHIP_MEMBER_TAG)
                .where(MEMBERSHIP_MEMBER_TAG.MEMBER_ID.in(
                        members.stream().map(MemberId::value).toList()))
                .forEach(row -> tags.computeIfAbsent(new MemberId(row.value1()), _ -> new TreeSet<>())
                        .add(new Tag(row.value2())));
        return tags;
    }

    @Override
    public Set<Tag> of(MemberId member) {
        return of(List.of(member)).getOrDefault(member, Set.of());
    }

    @Override
    public List<Use> inUse() {
        return dsl.selectFrom(MEMBERSHIP_TAG)
                .where(MEMBERSHIP_TAG.MEMBERS.gt(0L))
                .orderBy(MEMBERSHIP_TAG.MEMBERS.desc(), MEMBERSHIP_TAG.TAG)
                .limit(MOST_SHOWN)
                .fetch(row -> new Use(new Tag(row.getTag()), row.getMembers()));
    }

    @Override
    public void set(MemberId member, Collection<Tag> tags, Optional<StaffId> by, Instant at) {
        if (tags.isEmpty()) {
            return;
        }
        var insert = dsl.insertInto(
                MEMBERSHIP_MEMBER_TAG,
                MEMBERSHIP_MEMBER_TAG.MEMBER_ID,
                MEMBERSHIP_MEMBER_TAG.TAG,
                MEMBERSHIP_MEMBER_TAG.STAFF_ID,
                MEMBERSHIP_MEMBER_TAG.SET_AT);
        var counts = dsl.insertInto(MEMBERSHIP_TAG, MEMBERSHIP_TAG.TAG, MEMBERSHIP_TAG.MEMBERS);
        for (var tag : inOrder(tags)) {
            insert = insert.values(
                    member.value(), tag.text(), by.map(StaffId::value).orElse(null), at);
            counts = counts.values(tag.text(), 1L);
        }
        insert.execute();
        counts.onDuplicateKeyUpdate()
                .set(MEMBERSHIP_TAG.MEMBERS, MEMBERSHIP_TAG.MEMBERS.plus(1))
                .execute();
    }

    @Override
    public void unset(MemberId member, Collection<Tag> tags) {
        if (tags.isEmpty()) {
            return;
        }
        var texts = inOrder(tags).stream().map(Tag::text).toList();
        dsl.deleteFrom(MEMBERSHIP_MEMBER_TAG)
                .where(MEMBERSHIP_MEMBER_TAG.MEMBER_ID.eq(member.value()))
                .and(MEMBERSHIP_MEMBER_TAG.TAG.in(texts))
                .execute();
        dsl.update(MEMBERSHIP_TAG)
                .set(MEMBERSHIP_TAG.MEMBERS, MEMBERSHIP_TAG.MEMBERS.minus(1))
                .where(MEMBERSHIP_TAG.TAG.in(texts))
                .execute();
        // A word that nobody has any more may have been about somebody.
        dsl.deleteFrom(MEMBERSHIP_TAG)
                .where(MEMBERSHIP_TAG.TAG.in(texts))
                .and(MEMBERSHIP_TAG.MEMBERS.eq(0L))
                .execute();
    }

    /** Counts are locked in one order, whoever changes them. */
    private static Set<Tag> inOrder(Collection<Tag> tags) {
        return tags.stream().collect(toCollection(TreeSet::new));
    }
}
