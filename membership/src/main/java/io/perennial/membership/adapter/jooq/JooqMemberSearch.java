package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.JooqLadders.versionRead;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipIdentifier.MEMBERSHIP_IDENTIFIER;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipMember.MEMBERSHIP_MEMBER;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipNamePart.MEMBERSHIP_NAME_PART;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipStanding.MEMBERSHIP_STANDING;
import static java.util.stream.Collectors.toMap;
import static org.jooq.impl.DSL.escape;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;

import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.SearchMembers;
import io.perennial.membership.domain.Sought;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record2;
import org.jooq.Select;
import org.springframework.stereotype.Component;

/**
 * Each way to a member is a range of one index with a limit of its own, and all ways are one statement. Names of several
 * words are entered by the rarest of them.
 */
@Component
class JooqMemberSearch implements SearchMembers {

    private static final Name KEY = name("member_id");
    private static final Name WAY = name("way");

    /** Up to here it is counted how common a word is. */
    private static final int COMMON = 2_000;

    /** One person may be met several times on one way. */
    private static final int SLACK = 3;

    private final DSLContext dsl;
    private final JooqLadders ladders;
    private final JooqMembers members;

    JooqMemberSearch(DSLContext dsl, JooqLadders ladders, JooqMembers members) {
        this.dsl = dsl;
        this.ladders = ladders;
        this.members = members;
    }

    @Override
    public Found search(String typed, Reach reach, int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a search finds 1 to " + MOST + " members");
        }
        var sought = Sought.of(typed);
        var found = new LinkedHashSet<MemberId>();
        var ways = ways(sought, reach, limit + 1);
        if (!ways.isEmpty()) {
            dsl
                    .fetch(ways.stream()
                            .map(way -> (Select<Record2<Integer, UUID>>) way)
                            .reduce(Select::unionAll)
                            .orElseThrow())
                    .stream()
                    .sorted(Comparator.comparing(Record2::value1))
                    .forEach(row -> found.add(new MemberId(row.value2())));
        }
        var shown = found.stream().limit(limit).toList();
        return new Found(hits(shown, sought), found.size() > limit);
    }

    @Override
    public List<Hit> of(Collection<MemberId> ids) {
        return hits(List.copyOf(ids), Sought.of(""));
    }

    private List<Select<Record2<Integer, UUID>>> ways(Sought sought, Reach reach, int limit) {
        var ways = new ArrayList<Select<Record2<Integer, UUID>>>();
        if (!sought.whole().isEmpty()) {
            ways.add(identified(ways.size(), MEMBERSHIP_IDENTIFIER.VALUE.in(sought.whole()), limit));
        }
        sought.ids().ifPresent(ids -> ways.add(known(ways.size(), ids, limit)));
        if (reach == Reach.NAMES_AND_IDENTIFIERS) {
            for (var beginning : sought.beginnings()) {
                ways.add(identified(ways.size(), startsWith(MEMBERSHIP_IDENTIFIER.VALUE, beginning), limit));
            }
            sought.ending()
                    .ifPresent(ending ->
                            ways.add(identified(ways.size(), startsWith(MEMBERSHIP_IDENTIFIER.ENDING, ending), limit)));
        }
        if (!sought.name().isEmpty()) {
            ways.add(named(ways.size(), sought.name(), limit));
        }
        if (sought.words().size() > 1) {
            ways.add(named(ways.size(), sought.words(), limit));
        }
        return ways;
    }

    private static Select<Record2<Integer, UUID>> identified(int way, Condition such, int limit) {
        return select(inline(way).as(WAY), MEMBERSHIP_IDENTIFIER.MEMBER_ID.as(KEY))
                .from(MEMBERSHIP_IDENTIFIER)
                .where(such)
                .limit(limit * SLACK);
    }

    private static Select<Record2<Integer, UUID>> known(int way, Sought.Ids ids, int limit) {
        return select(inline(way).as(WAY), MEMBERSHIP_MEMBER.MEMBER_ID.as(KEY))
                .from(MEMBERSHIP_MEMBER)
                .where(MEMBERSHIP_MEMBER.MEMBER_ID.between(ids.first(), ids.last()))
                .limit(limit);
    }

    private static Select<Record2<Integer, UUID>> named(int way, String name, int limit) {
        return select(inline(way).as(WAY), MEMBERSHIP_NAME_PART.MEMBER_ID.as(KEY))
                .from(MEMBERSHIP_NAME_PART)
                .where(startsWith(MEMBERSHIP_NAME_PART.PART, name))
                .limit(limit * SLACK);
    }

    private Select<Record2<Integer, UUID>> named(int way, List<String> words, int limit) {
        var counts = dsl.select(words.stream()
                        .map(word -> selectCount()
                                .from(selectOne()
                                        .from(MEMBERSHIP_NAME_PART)
                                        .where(startsWith(MEMBERSHIP_NAME_PART.PART, word))
                                        .limit(COMMON)
                                        .asTable("holders"))
                                .<Integer>asField())
                        .toList())
                .fetchSingle();
        var rarest = IntStream.range(0, words.size())
                .boxed()
                .min(Comparator.comparing(word -> counts.get(word, int.class)))
                .orElseThrow();
        var holders = select(MEMBERSHIP_NAME_PART.MEMBER_ID)
                .from(MEMBERSHIP_NAME_PART)
                .where(startsWith(MEMBERSHIP_NAME_PART.PART, words.get(rarest)))
                .limit(MOST_NAMESAKES)
                .asTable("holders");
        var holder = holders.field(MEMBERSHIP_NAME_PART.MEMBER_ID);
        var namesakes =
                select(inline(way).as(WAY), holder.as(KEY)).from(holders).where();
        for (var word = 0; word < words.size(); word++) {
            if (word != rarest) {
                namesakes = namesakes.and(hasToo(holder, words.get(word)));
            }
        }
        return namesakes.limit(limit * SLACK);
    }

    /** Counted and not only found to exist: a server that may turn this around begins with all who have the common word. */
    private static Condition hasToo(Field<UUID> holder, String word) {
        var other = MEMBERSHIP_NAME_PART.as("other");
        return selectCount()
                .from(other.forceIndex("membership_name_part_member"))
                .where(other.MEMBER_ID.eq(holder))
                .and(startsWith(other.PART, word))
                .<Integer>asField()
                .gt(0);
    }

    private List<Hit> hits(List<MemberId> found, Sought sought) {
        if (found.isEmpty()) {
            return List.of();
        }
        var version = versionRead();
        var rows = dsl
                .select(MEMBERSHIP_MEMBER.MEMBER_ID, MEMBERSHIP_MEMBER.DISPLAY_NAME, MEMBERSHIP_MEMBER.STATUS)
                .select(MEMBERSHIP_STANDING.TIER_CODE, version)
                .from(MEMBERSHIP_MEMBER)
                .join(MEMBERSHIP_STANDING)
                .on(MEMBERSHIP_STANDING.MEMBER_ID.eq(MEMBERSHIP_MEMBER.MEMBER_ID))
                .where(MEMBERSHIP_MEMBER.MEMBER_ID.in(
                        found.stream().map(MemberId::value).toList()))
                .fetch()
                .stream()
                .collect(toMap(row -> new MemberId(row.get(MEMBERSHIP_MEMBER.MEMBER_ID)), row -> row));
        if (rows.isEmpty()) {
            return List.of();
        }
        var identifiers = members.identifiers(found);
        var ladder = ladders.ladder(rows.values().iterator().next().get(version));
        return found.stream()
                .filter(rows::containsKey)
                .map(member -> {
                    var row = Objects.requireNonNull(rows.get(member));
                    return new Hit(
                            member,
                            row.get(MEMBERSHIP_MEMBER.DISPLAY_NAME),
                            identifiers.getOrDefault(member, List.<Identifier>of()).stream()
                                    .sorted(Comparator.comparing(identifier -> !sought.meets(identifier)))
                                    .toList(),
                            MemberStatus.valueOf(row.get(MEMBERSHIP_MEMBER.STATUS)),
                            ladder.find(row.get(MEMBERSHIP_STANDING.TIER_CODE)).orElseThrow());
                })
                .toList();
    }

    private static Condition startsWith(Field<String> field, String text) {
        return field.like(escape(text, '!') + '%', '!');
    }
}
