package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipClosing.MEMBERSHIP_CLOSING;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipConsent.MEMBERSHIP_CONSENT;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipIdentifier.MEMBERSHIP_IDENTIFIER;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipIdentifierLost.MEMBERSHIP_IDENTIFIER_LOST;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipMember.MEMBERSHIP_MEMBER;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipNamePart.MEMBERSHIP_NAME_PART;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipStanding.MEMBERSHIP_STANDING;
import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.selectOne;

import io.perennial.membership.Identifier;
import io.perennial.membership.Interest;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.ReadMember;
import io.perennial.membership.RecogniseMembers;
import io.perennial.membership.Region;
import io.perennial.membership.UpdateProfile;
import io.perennial.membership.domain.DisplayName;
import io.perennial.membership.domain.Members;
import io.perennial.membership.domain.NameParts;
import io.perennial.membership.domain.NewMember;
import io.perennial.membership.domain.Yardstick;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class JooqMembers implements Members, ReadMember, RecogniseMembers {

    /** The order of the key that makes identifiers unique: who claims in this order waits, but never in a circle. */
    private static final Comparator<Identifier> AS_KEPT = comparing(
                    (Identifier identifier) -> identifier.kind().name())
            .thenComparing(identifier -> identifier.value().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private final DSLContext dsl;

    JooqMembers(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public Map<Identifier, MemberId> recognise(Collection<Identifier> identifiers) {
        return owners(identifiers);
    }

    @Override
    public Map<MemberId, MemberStatus> statuses(Collection<MemberId> members) {
        return dsl.select(MEMBERSHIP_MEMBER.MEMBER_ID, MEMBERSHIP_MEMBER.STATUS)
                .from(MEMBERSHIP_MEMBER)
                .where(MEMBERSHIP_MEMBER.MEMBER_ID.in(values(members)))
                .fetchMap(row -> new MemberId(row.value1()), row -> MemberStatus.valueOf(row.value2()));
    }

    @Override
    public Optional<Profile> find(MemberId member) {
        var hasLost = field(exists(selectOne()
                .from(MEMBERSHIP_IDENTIFIER_LOST)
                .where(MEMBERSHIP_IDENTIFIER_LOST.MEMBER_ID.eq(MEMBERSHIP_MEMBER.MEMBER_ID))
                .and(MEMBERSHIP_IDENTIFIER_LOST.SEEN_AT.isNull())));
        var impersonal = field(exists(selectOne()
                .from(MEMBERSHIP_CONSENT)
                .where(MEMBERSHIP_CONSENT.MEMBER_ID.eq(MEMBERSHIP_MEMBER.MEMBER_ID))
                .and(JooqConsents.impersonal())));
        // A row for each identifier: there are a handful, and the rest of the row is short.
        var rows = dsl.select(MEMBERSHIP_MEMBER.fields())
                .select(MEMBERSHIP_IDENTIFIER.KIND, MEMBERSHIP_IDENTIFIER.VALUE)
                .select(MEMBERSHIP_CLOSING.ERASE_AT, hasLost, impersonal)
                .from(MEMBERSHIP_MEMBER)
                .leftJoin(MEMBERSHIP_IDENTIFIER)
                .on(MEMBERSHIP_IDENTIFIER.MEMBER_ID.eq(MEMBERSHIP_MEMBER.MEMBER_ID))
                .leftJoin(MEMBERSHIP_CLOSING)
                .on(MEMBERSHIP_CLOSING.MEMBER_ID.eq(MEMBERSHIP_MEMBER.MEMBER_ID))
                .where(MEMBERSHIP_MEMBER.MEMBER_ID.eq(member.value()))
                .orderBy(MEMBERSHIP_IDENTIFIER.ADDED_AT, MEMBERSHIP_IDENTIFIER.KIND, MEMBERSHIP_IDENTIFIER.VALUE)
                .fetch();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        var first = rows.getFirst();
        var row = first.into(MEMBERSHIP_MEMBER);
        return Optional.of(new Profile(
                member,
                MemberStatus.valueOf(row.getStatus()),
                row.getDisplayName(),
                Locale.forLanguageTag(row.getLocale()),
                ZoneId.of(row.getTimeZone()),
                row.getBirthday(),
                region(row.getRegion()),
                interests(row.getInterests()),
                rows.stream()
                        .filter(each -> each.get(MEMBERSHIP_IDENTIFIER.KIND) != null)
                        .map(each -> new Identifier(
                                Identifier.Kind.valueOf(each.get(MEMBERSHIP_IDENTIFIER.KIND)),
                                each.get(MEMBERSHIP_IDENTIFIER.VALUE)))
                        .toList(),
                row.getEnrolledAt(),
                row.getEnrolledVia(),
                first.get(MEMBERSHIP_CLOSING.ERASE_AT),
                row.getVersion(),
                first.get(hasLost),
                !first.get(impersonal)));
    }

    @Override
    public Map<MemberId, List<Identifier>> identifiers(Collection<MemberId> members) {
        return dsl.select(MEMBERSHIP_IDENTIFIER.MEMBER_ID, MEMBERSHIP_IDENTIFIER.KIND, MEMBERSHIP_IDENTIFIER.VALUE)
                .from(MEMBERSHIP_IDENTIFIER)
                .where(MEMBERSHIP_IDENTIFIER.MEMBER_ID.in(values(members)))
                .orderBy(MEMBERSHIP_IDENTIFIER.ADDED_AT, MEMBERSHIP_IDENTIFIER.KIND, MEMBERSHIP_IDENTIFIER.VALUE)
                .fetchGroups(
                        row -> new MemberId(row.value1()),
                        row -> new Identifier(Identifier.Kind.valueOf(row.value2()), row.value3()));
    }

    @Override
    public Map<MemberId, String> names(Collection<MemberId> members) {
        return dsl.select(MEMBERSHIP_MEMBER.MEMBER_ID, MEMBERSHIP_MEMBER.DISPLAY_NAME)
                .from(MEMBERSHIP_MEMBER)
                .where(MEMBERSHIP_MEMBER.MEMBER_ID.in(values(members)))
                .and(MEMBERSHIP_MEMBER.DISPLAY_NAME.isNotNull())
                .fetchMap(row -> new MemberId(row.value1()), Record2::value2);
    }

    @Override
    public Map<MemberId, LocalDate> birthdays(Collection<MemberId> members) {
        return dsl.select(MEMBERSHIP_MEMBER.MEMBER_ID, MEMBERSHIP_MEMBER.BIRTHDAY)
                .from(MEMBERSHIP_MEMBER)
                .where(MEMBERSHIP_MEMBER.MEMBER_ID.in(values(members)))
                .and(MEMBERSHIP_MEMBER.BIRTHDAY.isNotNull())
                .fetchMap(row -> new MemberId(row.value1()), Record2::value2);
    }

    @Override
    public Map<MemberId, Region> regions(Collection<MemberId> members) {
        return dsl.select(MEMBERSHIP_MEMBER.MEMBER_ID, MEMBERSHIP_MEMBER.REGION)
                .from(MEMBERSHIP_MEMBER)
                .where(MEMBERSHIP_MEMBER.MEMBER_ID.in(values(members)))
                .and(MEMBERSHIP_MEMBER.REGION.isNotNull())
                .fetchMap(row -> new MemberId(row.value1()), row -> new Region(row.value2()));
    }

    @Override
    public Map<Identifier, MemberId> owners(Collection<Identifier> identifiers) {
        if (identifiers.isEmpty()) {
            return Map.of();
        }
        var asked = identifiers.stream()
                .distinct()
                .collect(groupingBy(Identifier::kind, toMap(Identifier::value, identifier -> identifier)));
        var owners = new HashMap<Identifier, MemberId>();
        dsl.select(MEMBERSHIP_IDENTIFIER.KIND, MEMBERSHIP_IDENTIFIER.VALUE, MEMBERSHIP_IDENTIFIER.MEMBER_ID)
                .from(MEMBERSHIP_IDENTIFIER)
                .where(or(asked.entrySet().stream()
                        .map(kind -> MEMBERSHIP_IDENTIFIER
                                .KIND
                                .eq(kind.getKey().name())
                                .and(MEMBERSHIP_IDENTIFIER.VALUE.in(
                                        kind.getValue().keySet())))
                        .toList()))
                .forEach(row -> {
                    var identifier = asked.getOrDefault(Identifier.Kind.valueOf(row.value1()), Map.of())
                            .get(row.value2());
                    if (identifier != null) {
                        owners.put(identifier, new MemberId(row.value3()));
                    }
                });
        return owners;
    }

    @Override
    public Map<Identifier, MemberId> claim(Map<Identifier, MemberId> wanted, Instant at) {
        var insert = dsl.insertInto(
                MEMBERSHIP_IDENTIFIER,
                MEMBERSHIP_IDENTIFIER.MEMBER_ID,
                MEMBERSHIP_IDENTIFIER.KIND,
                MEMBERSHIP_IDENTIFIER.VALUE,
                MEMBERSHIP_IDENTIFIER.ADDED_AT);
        var claims = wanted.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(AS_KEPT))
                .toList();
        for (var claim : claims) {
            insert = insert.values(
                    claim.getValue().value(),
                    claim.getKey().kind().name(),
                    claim.getKey().value(),
                    at);
        }
        // Not INSERT IGNORE, which would swallow more than a taken key.
        insert.onDuplicateKeyUpdate()
                .set(MEMBERSHIP_IDENTIFIER.ADDED_AT, MEMBERSHIP_IDENTIFIER.ADDED_AT)
                .execute();
        return owners(wanted.keySet());
    }

    @Override
    public void store(Collection<NewMember> members, Yardstick yardstick) {
        var insert = dsl.insertInto(
                MEMBERSHIP_MEMBER,
                MEMBERSHIP_MEMBER.MEMBER_ID,
                MEMBERSHIP_MEMBER.STATUS,
                MEMBERSHIP_MEMBER.DISPLAY_NAME,
                MEMBERSHIP_MEMBER.LOCALE,
                MEMBERSHIP_MEMBER.TIME_ZONE,
                MEMBERSHIP_MEMBER.ENROLLED_VIA,
                MEMBERSHIP_MEMBER.ENROLLED_AT,
                MEMBERSHIP_MEMBER.VERSION);
        var standings = dsl.insertInto(
                MEMBERSHIP_STANDING,
                MEMBERSHIP_STANDING.MEMBER_ID,
                MEMBERSHIP_STANDING.GROWTH,
                MEMBERSHIP_STANDING.TIER_CODE,
                MEMBERSHIP_STANDING.TIER_SINCE,
                MEMBERSHIP_STANDING.LAST_SEQ,
                MEMBERSHIP_STANDING.PERIOD_START,
                MEMBERSHIP_STANDING.PERIOD_END,
                MEMBERSHIP_STANDING.DUE_AT);
        var lowest = yardstick.ladder().lowest().code();
        for (var member : members) {
            var end = yardstick.endOfPeriod(member.enrolledAt());
            insert = insert.values(
                    member.id().value(),
                    MemberStatus.ACTIVE.name(),
                    member.displayName().map(DisplayName::text).orElse(null),
                    member.locale().toLanguageTag(),
                    member.zone().getId(),
                    member.via(),
                    member.enrolledAt(),
                    1);
            standings = standings.values(
                    member.id().value(), 0L, lowest, member.enrolledAt(), 0L, member.enrolledAt(), end, end);
        }
        insert.execute();
        standings.execute();
        var names = new LinkedHashMap<MemberId, DisplayName>();
        members.forEach(member -> member.displayName().ifPresent(name -> names.put(member.id(), name)));
        index(names);
    }

    @Override
    public Optional<MemberStatus> lock(MemberId member) {
        return dsl.select(MEMBERSHIP_MEMBER.STATUS)
                .from(MEMBERSHIP_MEMBER)
                .where(MEMBERSHIP_MEMBER.MEMBER_ID.eq(member.value()))
                .forUpdate()
                .fetchOptional(row -> MemberStatus.valueOf(row.value1()));
    }

    @Override
    public Optional<MemberStatus> status(MemberId member) {
        return Optional.ofNullable(statuses(List.of(member)).get(member));
    }

    @Override
    public void changeStatus(MemberId member, MemberStatus status) {
        dsl.update(MEMBERSHIP_MEMBER)
                .set(MEMBERSHIP_MEMBER.STATUS, status.name())
                .where(MEMBERSHIP_MEMBER.MEMBER_ID.eq(member.value()))
                .execute();
    }

    @Override
    public Optional<UpdateProfile.Update> lockProfile(MemberId member) {
        return dsl.selectFrom(MEMBERSHIP_MEMBER)
                .where(MEMBERSHIP_MEMBER.MEMBER_ID.eq(member.value()))
                .forUpdate()
                .fetchOptional(row -> new UpdateProfile.Update(
                        member,
                        row.getDisplayName(),
                        Locale.forLanguageTag(row.getLocale()),
                        ZoneId.of(row.getTimeZone()),
                        row.getBirthday(),
                        region(row.getRegion()),
                        interests(row.getInterests()),
                        row.getVersion()));
    }

    @Override
    public void update(UpdateProfile.Update update) {
        dsl.update(MEMBERSHIP_MEMBER)
                .set(MEMBERSHIP_MEMBER.DISPLAY_NAME, update.displayName())
                .set(MEMBERSHIP_MEMBER.LOCALE, update.locale().toLanguageTag())
                .set(MEMBERSHIP_MEMBER.TIME_ZONE, update.zone().getId())
                .set(MEMBERSHIP_MEMBER.BIRTHDAY, update.birthday())
                .set(
                        MEMBERSHIP_MEMBER.REGION,
                        update.region() == null ? null : update.region().code())
                .set(MEMBERSHIP_MEMBER.INTERESTS, text(update.interests()))
                .set(MEMBERSHIP_MEMBER.VERSION, update.version() + 1)
                .where(MEMBERSHIP_MEMBER.MEMBER_ID.eq(update.member().value()))
                .execute();
        dsl.deleteFrom(MEMBERSHIP_NAME_PART)
                .where(MEMBERSHIP_NAME_PART.MEMBER_ID.eq(update.member().value()))
                .execute();
        Optional.ofNullable(update.displayName())
                .ifPresent(name -> index(Map.of(update.member(), new DisplayName(name))));
    }

    /** Makes names known to the search, in one statement. */
    private void index(Map<MemberId, DisplayName> names) {
        var insert = dsl.insertInto(MEMBERSHIP_NAME_PART, MEMBERSHIP_NAME_PART.PART, MEMBERSHIP_NAME_PART.MEMBER_ID);
        var parts = 0;
        for (var name : names.entrySet()) {
            for (var part : NameParts.of(name.getValue().text())) {
                insert = insert.values(part, name.getKey().value());
                parts++;
            }
        }
        if (parts > 0) {
            insert.execute();
        }
    }

    private static @Nullable Region region(@Nullable String code) {
        return code == null ? null : new Region(code);
    }

    static Set<Interest> interests(String text) {
        return text.isEmpty()
                ? Set.of()
                : Arrays.stream(text.split(",")).map(Interest::valueOf).collect(toUnmodifiableSet());
    }

    private static String text(Set<Interest> interests) {
        return interests.stream().sorted().map(Interest::name).collect(joining(","));
    }

    private static List<UUID> values(Collection<MemberId> members) {
        return members.stream().map(MemberId::value).toList();
    }
}
