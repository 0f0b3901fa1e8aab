package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipConsent.MEMBERSHIP_CONSENT;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipConsentEvent.MEMBERSHIP_CONSENT_EVENT;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipConsentWording.MEMBERSHIP_CONSENT_WORDING;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipStaff.MEMBERSHIP_STAFF;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;

import io.perennial.membership.BilingualText;
import io.perennial.membership.ConsentChannel;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.ConsentWording;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadConsents;
import io.perennial.membership.RecordConsent.How;
import io.perennial.membership.StaffId;
import io.perennial.membership.adapter.jooq.generated.tables.records.MembershipConsentEventRecord;
import io.perennial.membership.adapter.jooq.generated.tables.records.MembershipConsentWordingRecord;
import io.perennial.membership.domain.ConsentLine;
import io.perennial.membership.domain.Consents;
import io.perennial.membership.domain.Wordings;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

@Component
class JooqConsents implements Consents, Wordings, ReadConsents {

    private static final HexFormat HEX = HexFormat.of();

    private final DSLContext dsl;

    JooqConsents(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public Log log(MemberId member) {
        var last = dsl.selectFrom(MEMBERSHIP_CONSENT_EVENT)
                .where(MEMBERSHIP_CONSENT_EVENT.MEMBER_ID.eq(member.value()))
                .orderBy(MEMBERSHIP_CONSENT_EVENT.SEQ.desc())
                .limit(1)
                .fetchOptional(JooqConsents::toLine);
        var now = dsl.selectFrom(MEMBERSHIP_CONSENT)
                .where(MEMBERSHIP_CONSENT.MEMBER_ID.eq(member.value()))
                .fetchMap(
                        row -> agreed(row.getPurpose(), row.getChannel()),
                        row -> new Said(row.getGiven(), row.getWordingVersion()));
        return new Log(last, now);
    }

    @Override
    public void add(MemberId member, List<ConsentLine> lines) {
        var insert = dsl.insertInto(
                MEMBERSHIP_CONSENT_EVENT,
                MEMBERSHIP_CONSENT_EVENT.MEMBER_ID,
                MEMBERSHIP_CONSENT_EVENT.SEQ,
                MEMBERSHIP_CONSENT_EVENT.PURPOSE,
                MEMBERSHIP_CONSENT_EVENT.CHANNEL,
                MEMBERSHIP_CONSENT_EVENT.GIVEN,
                MEMBERSHIP_CONSENT_EVENT.WORDING_VERSION,
                MEMBERSHIP_CONSENT_EVENT.WORDING_LOCALE,
                MEMBERSHIP_CONSENT_EVENT.HOW,
                MEMBERSHIP_CONSENT_EVENT.STAFF_ID,
                MEMBERSHIP_CONSENT_EVENT.AT,
                MEMBERSHIP_CONSENT_EVENT.HASH);
        var states = dsl.insertInto(
                MEMBERSHIP_CONSENT,
                MEMBERSHIP_CONSENT.MEMBER_ID,
                MEMBERSHIP_CONSENT.PURPOSE,
                MEMBERSHIP_CONSENT.CHANNEL,
                MEMBERSHIP_CONSENT.GIVEN,
                MEMBERSHIP_CONSENT.WORDING_VERSION,
                MEMBERSHIP_CONSENT.SEQ,
                MEMBERSHIP_CONSENT.CHANGED_AT);
        for (var line : lines) {
            insert = insert.values(
                    member.value(),
                    line.sequence(),
                    line.purpose().name(),
                    line.channel().name(),
                    line.given(),
                    line.version(),
                    line.locale(),
                    line.how().name(),
                    line.staff(),
                    line.at(),
                    HEX.parseHex(line.hash()));
            states = states.values(
                    member.value(),
                    line.purpose().name(),
                    line.channel().name(),
                    line.given(),
                    line.version(),
                    line.sequence(),
                    line.at());
        }
        insert.execute();
        states.onDuplicateKeyUpdate().setAllToExcluded().execute();
    }

    @Override
    public List<State> of(MemberId member) {
        var said = dsl.selectFrom(MEMBERSHIP_CONSENT)
                .where(MEMBERSHIP_CONSENT.MEMBER_ID.eq(member.value()))
                .fetchMap(row -> agreed(row.getPurpose(), row.getChannel()), row -> row);
        return Arrays.stream(ConsentPurpose.values())
                .flatMap(purpose -> purpose.channels().stream().map(channel -> {
                    var row = said.get(new Agreed(purpose, channel));
                    return row == null
                            ? new State(purpose, channel, purpose.holdsUnasked(), Optional.empty(), Optional.empty())
                            : new State(
                                    purpose,
                                    channel,
                                    row.getGiven(),
                                    Optional.of(row.getChangedAt()),
                                    Optional.of(row.getWordingVersion()));
                }))
                .toList();
    }

    @Override
    public Map<MemberId, Set<Agreed>> agreed(Collection<MemberId> members) {
        var agreed = new HashMap<MemberId, Set<Agreed>>();
        members.forEach(member -> agreed.put(
                member,
                new HashSet<>(Arrays.stream(ConsentPurpose.values())
                        .filter(ConsentPurpose::holdsUnasked)
                        .flatMap(purpose -> purpose.channels().stream().map(channel -> new Agreed(purpose, channel)))
                        .toList())));
        dsl.select(
                        MEMBERSHIP_CONSENT.MEMBER_ID,
                        MEMBERSHIP_CONSENT.PURPOSE,
                        MEMBERSHIP_CONSENT.CHANNEL,
                        MEMBERSHIP_CONSENT.GIVEN)
                .from(MEMBERSHIP_CONSENT)
                .where(MEMBERSHIP_CONSENT.MEMBER_ID.in(
                        members.stream().map(MemberId::value).toList()))
                .forEach(row -> {
                    var known = agreed.computeIfAbsent(new MemberId(row.value1()), _ -> new HashSet<>());
                    if (row.value4()) {
                        known.add(agreed(row.value2(), row.value3()));
                    } else {
                        known.remove(agreed(row.value2(), row.value3()));
                    }
                });
        return agreed;
    }

    @Override
    public Set<MemberId> impersonal(Collection<MemberId> members) {
        return dsl.select(MEMBERSHIP_CONSENT.MEMBER_ID)
                .from(MEMBERSHIP_CONSENT)
                .where(MEMBERSHIP_CONSENT.MEMBER_ID.in(
                        members.stream().map(MemberId::value).toList()))
                .and(impersonal())
                .fetchSet(row -> new MemberId(row.value1()));
    }

    /** What a member said who switched personalisation off. */
    static Condition impersonal() {
        return MEMBERSHIP_CONSENT
                .PURPOSE
                .eq(ConsentPurpose.PERSONALISATION.name())
                .and(MEMBERSHIP_CONSENT.CHANNEL.eq(ConsentChannel.ANY.name()))
                .and(MEMBERSHIP_CONSENT.GIVEN.isFalse());
    }

    @Override
    public List<Line> history(MemberId member) {
        return dsl.select(MEMBERSHIP_CONSENT_EVENT.fields())
                .select(MEMBERSHIP_STAFF.DISPLAY_NAME)
                .from(MEMBERSHIP_CONSENT_EVENT)
                .leftJoin(MEMBERSHIP_STAFF)
                .on(MEMBERSHIP_STAFF.STAFF_ID.eq(MEMBERSHIP_CONSENT_EVENT.STAFF_ID))
                .where(MEMBERSHIP_CONSENT_EVENT.MEMBER_ID.eq(member.value()))
                .orderBy(MEMBERSHIP_CONSENT_EVENT.SEQ.desc())
                .fetch(row -> {
                    var line = toLine(row.into(MEMBERSHIP_CONSENT_EVENT));
                    return new Line(
                            line.sequence(),
                            line.purpose(),
                            line.channel(),
                            line.given(),
                            line.version(),
                            line.locale(),
                            line.how(),
                            row.get(MEMBERSHIP_STAFF.DISPLAY_NAME),
                            line.at());
                });
    }

    @Override
    public boolean isWhole(MemberId member) {
        var before = ConsentLine.BEGINNING;
        var lines = dsl.selectFrom(MEMBERSHIP_CONSENT_EVENT)
                .where(MEMBERSHIP_CONSENT_EVENT.MEMBER_ID.eq(member.value()))
                .orderBy(MEMBERSHIP_CONSENT_EVENT.SEQ)
                .fetch(JooqConsents::toLine);
        for (var index = 0; index < lines.size(); index++) {
            var line = lines.get(index);
            if (line.sequence() != index + 1 || !line.fits(member, before)) {
                return false;
            }
            before = line.hash();
        }
        return true;
    }

    @Override
    public Map<ConsentPurpose, ConsentWording> wordings() {
        var wordings = new EnumMap<ConsentPurpose, ConsentWording>(ConsentPurpose.class);
        dsl.selectFrom(MEMBERSHIP_CONSENT_WORDING)
                .where(row(MEMBERSHIP_CONSENT_WORDING.PURPOSE, MEMBERSHIP_CONSENT_WORDING.VERSION)
                        .in(select(MEMBERSHIP_CONSENT_WORDING.PURPOSE, max(MEMBERSHIP_CONSENT_WORDING.VERSION))
                                .from(MEMBERSHIP_CONSENT_WORDING)
                                .groupBy(MEMBERSHIP_CONSENT_WORDING.PURPOSE)))
                .forEach(row -> wordings.put(ConsentPurpose.valueOf(row.getPurpose()), toWording(row)));
        return wordings;
    }

    @Override
    public Map<ConsentPurpose, ConsentWording> inForce() {
        return wordings();
    }

    @Override
    public List<ConsentWording> wordings(ConsentPurpose purpose) {
        return dsl.selectFrom(MEMBERSHIP_CONSENT_WORDING)
                .where(MEMBERSHIP_CONSENT_WORDING.PURPOSE.eq(purpose.name()))
                .orderBy(MEMBERSHIP_CONSENT_WORDING.VERSION.desc())
                .fetch(JooqConsents::toWording);
    }

    @Override
    public boolean add(ConsentWording wording) {
        return dsl.insertInto(MEMBERSHIP_CONSENT_WORDING)
                        .set(
                                MEMBERSHIP_CONSENT_WORDING.PURPOSE,
                                wording.purpose().name())
                        .set(MEMBERSHIP_CONSENT_WORDING.VERSION, wording.version())
                        .set(MEMBERSHIP_CONSENT_WORDING.TEXT_ZH, wording.text().zh())
                        .set(MEMBERSHIP_CONSENT_WORDING.TEXT_EN, wording.text().en())
                        .set(MEMBERSHIP_CONSENT_WORDING.PUBLISHED_AT, wording.publishedAt())
                        .set(
                                MEMBERSHIP_CONSENT_WORDING.PUBLISHED_BY,
                                wording.by() == null ? null : wording.by().value())
                        .onDuplicateKeyIgnore()
                        .execute()
                == 1;
    }

    private static Agreed agreed(String purpose, String channel) {
        return new Agreed(ConsentPurpose.valueOf(purpose), ConsentChannel.valueOf(channel));
    }

    private static ConsentLine toLine(MembershipConsentEventRecord row) {
        return new ConsentLine(
                row.getSeq(),
                ConsentPurpose.valueOf(row.getPurpose()),
                ConsentChannel.valueOf(row.getChannel()),
                row.getGiven(),
                row.getWordingVersion(),
                row.getWordingLocale(),
                How.valueOf(row.getHow()),
                row.getStaffId(),
                row.getAt(),
                HEX.formatHex(row.getHash()));
    }

    private static ConsentWording toWording(MembershipConsentWordingRecord row) {
        var by = row.getPublishedBy();
        return new ConsentWording(
                ConsentPurpose.valueOf(row.getPurpose()),
                row.getVersion(),
                new BilingualText(row.getTextZh(), row.getTextEn()),
                row.getPublishedAt(),
                by == null ? null : new StaffId(by));
    }
}
