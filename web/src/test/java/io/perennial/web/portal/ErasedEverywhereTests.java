package io.perennial.web.portal;

import static io.perennial.web.portal.PlantedRows.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.Perennial;
import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Item;
import io.perennial.insights.KeepFacts;
import io.perennial.insights.KeepRecommendations;
import io.perennial.membership.AppointStaff;
import io.perennial.membership.ConsentChannel;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.EnrolMembers;
import io.perennial.membership.EraseMember;
import io.perennial.membership.ExportMember;
import io.perennial.membership.Identifier;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.Interest;
import io.perennial.membership.LookUpKind;
import io.perennial.membership.MemberId;
import io.perennial.membership.PrepareExports;
import io.perennial.membership.ReadConsents;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RecordChange.Change;
import io.perennial.membership.RecordConsent;
import io.perennial.membership.RecordLookUp;
import io.perennial.membership.RecordLookUp.LookUp;
import io.perennial.membership.Region;
import io.perennial.membership.SignInByPassword;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.membership.Tag;
import io.perennial.membership.TagMembers;
import io.perennial.membership.UpdateProfile;
import io.perennial.points.AdjustPoints;
import io.perennial.points.AdjustmentId;
import io.perennial.points.EarnPoints;
import io.perennial.points.ReadLiability;
import io.perennial.points.ReadTotals;
import io.perennial.points.VerifyLedger;
import io.perennial.testing.OnTestDatabase;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A member with marked values everywhere is erased, and every column of every table is searched for them. */
@SpringBootTest(
        classes = Perennial.class,
        webEnvironment = WebEnvironment.MOCK,
        properties = "db-scheduler.enabled=false")
@OnTestDatabase
class ErasedEverywhereTests {

    private static final String NAME = "Zyxqua Wvutsel";
    private static final String PHONE = "+8613987654321";
    private static final String EMAIL = "zyxqua.wvutsel@example.com";
    private static final String CUSTOMER = "ZYX-887766554";
    private static final String WORDS = "Zyxqua told us about the broken handle";
    private static final LocalDate BIRTHDAY = LocalDate.of(1971, 3, 17);
    private static final List<String> MARKS =
            List.of("zyxqua", "wvutsel", "13987654321", "887766554", "1971-03-17", "broken handle");

    /** Wherever words, codes, names or pictures of a member can stand: each is found before, and gone after. */
    private static final List<String> PLANTED = List.of(
            "insights_affinity_product.name",
            "insights_article.name",
            "insights_item.name",
            "insights_member_facts.birthday",
            "membership_benefit_grant.reason",
            "membership_benefit_use.code",
            "membership_benefit_use.used_via",
            "membership_change.after_json",
            "membership_change.before_json",
            "membership_export_piece.bytes",
            "membership_identifier.value",
            "membership_identifier_lost.ending",
            "membership_look_up.reason",
            "membership_member.birthday",
            "membership_member.display_name",
            "membership_member_tag.tag",
            "membership_merge.reason",
            "membership_merge_part.item",
            "membership_name_part.part",
            "membership_partner_code.code",
            "membership_passkey.name",
            "membership_tier_floor.reason",
            "points_adjustment.decision_note",
            "points_adjustment.evidence",
            "points_adjustment.internal_note",
            "points_adjustment.member_note",
            "points_adjustment_file.note",
            "points_adjustment_picture.bytes",
            "points_entry.why",
            "points_extension.note",
            "points_pilot_answer.comment",
            "points_pool.name",
            "points_receiving_code.code",
            "points_sending_freeze.reason",
            "referrals_invitation.code",
            "rewards_redemption.cancel_reason",
            "SPRING_SESSION_ATTRIBUTES.ATTRIBUTE_BYTES",
            "web_import.file_name",
            "web_import.note",
            "web_import.preview_json",
            "web_import_left_out.text",
            "web_import_piece.bytes");

    @Autowired
    EarnPoints earnPoints;

    @Autowired
    KeepFacts keepFacts;

    @Autowired
    KeepRecommendations keepRecommendations;

    @Autowired
    EnrolMembers enrolMembers;

    @Autowired
    SignInByPassword signInByPassword;

    @Autowired
    UpdateProfile updateProfile;

    @Autowired
    TagMembers tagMembers;

    @Autowired
    RecordConsent recordConsent;

    @Autowired
    ReadConsents readConsents;

    @Autowired
    AppointStaff appointStaff;

    @Autowired
    AdjustPoints adjustPoints;

    @Autowired
    RecordChange recordChange;

    @Autowired
    RecordLookUp recordLookUp;

    @Autowired
    ExportMember exportMember;

    @Autowired
    PrepareExports prepareExports;

    @Autowired
    EraseMember eraseMember;

    @Autowired
    VerifyLedger verifyLedger;

    @Autowired
    ReadTotals totals;

    @Autowired
    ReadLiability liability;

    @Autowired
    FindByIndexNameSessionRepository<? extends Session> sessions;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Clock clock;

    @Autowired
    DSLContext dsl;

    @Test
    void nothing_of_a_member_is_left_and_the_ledger_still_stands() {
        var admin = staff();
        var member = everythingAbout(admin);
        var other = enrol(new Identifier(Kind.CUSTOMER_NUMBER, "OTHER-1"), "Somebody Else");
        adjust(other, "A note of somebody else", admin);
        var planted = whereIs(MARKS);
        assertThat(planted.stream().map(place -> place.replaceFirst(":.*", "")).distinct())
                .containsAll(PLANTED);
        var outstanding = totals.outstanding();
        assertThat(verifyLedger.verify().faults()).isEmpty();

        assertThat(eraseMember.ask(member, "wants out: " + NAME, admin))
                .isInstanceOf(EraseMember.Outcome.Approved.class);
        assertThat(eraseMember.eraseDue(10)).isEqualTo(1);

        assertThat(whereIs(MARKS)).isEmpty();
        assertThat(whereIs(List.of("a note of somebody else"))).isNotEmpty();
        assertThat(totals.outstanding()).isEqualTo(outstanding);
        assertThat(liability.tieOut().difference()).isZero();
        assertThat(verifyLedger.verify().faults()).isEmpty();
        assertThat(readConsents.isWhole(member)).isTrue();
        assertThat(eraseMember.eraseDue(10)).isZero();
    }

    @Test
    void a_changed_entry_is_still_found_where_a_reason_was_erased() {
        var admin = staff();
        var member = enrol(new Identifier(Kind.CUSTOMER_NUMBER, "CHANGED-1"), null);
        adjust(member, "a word about it", admin);
        eraseMember.ask(member, "wants out", admin);
        eraseMember.eraseDue(10);
        assertThat(verifyLedger.verify().faults()).isEmpty();
        var id = member.toString().replace("-", "");
        var why = dsl.fetchValue("select why from points_entry where member_id = unhex(?) and seq = 1", id);
        dsl.execute("update points_entry set growth = growth + 1 where member_id = unhex(?) and seq = 1", id);
        assertThat(verifyLedger.verify().faults()).isNotEmpty();
        dsl.execute("update points_entry set growth = growth - 1 where member_id = unhex(?) and seq = 1", id);
        assertThat(why.toString()).doesNotContain("a word about it");
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    private MemberId everythingAbout(StaffId admin) {
        var email = new Identifier(Kind.EMAIL, EMAIL);
        var enrolled = (SignInByPassword.Enrolling.Enrolled) signInByPassword.enrol(email, "a long passphrase", NAME);
        var member = enrolled.member();
        identify(member, Kind.PHONE, PHONE);
        identify(member, Kind.CUSTOMER_NUMBER, CUSTOMER);
        updateProfile.update(new UpdateProfile.Update(
                member, NAME, Locale.ENGLISH, ZoneOffset.UTC, BIRTHDAY, new Region("GB"), Set.of(Interest.HOME), 1));
        tagMembers.tag(new TagMembers.Tagging(member, List.of(new Tag("zyxqua fan")), List.of(), Optional.of(admin)));
        recordConsent.record(new RecordConsent.Answers(
                member,
                List.of(new RecordConsent.Answer(ConsentPurpose.OFFERS, ConsentChannel.EMAIL, true, 1)),
                Locale.ENGLISH,
                RecordConsent.How.PRIVACY_CENTRE,
                Optional.empty()));
        adjust(member, WORDS, admin);
        recordLookUp.record(LookUp.of(admin, LookUpKind.PHONE, member, WORDS, "203.0.113.*"));
        new TransactionTemplate(transactions)
                .executeWithoutResult(_ -> recordChange.record(new Change(
                        admin,
                        "member.frozen",
                        "member",
                        member.toString(),
                        "{\"name\":\"" + NAME + "\"}",
                        "{\"reason\":\"" + WORDS + "\"}")));
        signedIn(member);
        aFileThatNamesThem();
        boughtAMugWithTheirNameOnIt(member);
        exportMember.ask(member);
        assertThat(prepareExports.prepareNext()).isTrue();
        wordsInEveryCorner(member);
        return member;
    }

    private void boughtAMugWithTheirNameOnIt(MemberId member) {
        var mug = new Item("MUG-1", "Mug “for Zyxqua”", "cups", 1, BigDecimal.TEN);
        earnPoints.earn(List.of(new Activity(
                member,
                ActivityType.PURCHASE,
                "till-1",
                "A-1",
                clock.instant().minusSeconds(60),
                "pos",
                null,
                Money.of(CurrencyUnit.of("CNY"), BigDecimal.TEN),
                null,
                List.of(mug))));
        keepFacts.gather();
        keepRecommendations.rebuild();
    }

    /** What no port of this test writes, each with the member's own words or codes in it. */
    private void wordsInEveryCorner(MemberId member) {
        var id = bytes(member.value());
        var pool = bytes(UUID.randomUUID());
        plant("membership_benefit_grant", Map.of("member_id", id, "reason", WORDS));
        plant("membership_benefit_use", Map.of("member_id", id, "code", "ZYXQUA-77", "used_via", WORDS));
        plant("membership_partner_code", Map.of("member_id", id, "code", "zyxqua-free-coffee"));
        // What was prepared for the member is a ZIP, in which no mark is found as it stands.
        plant("membership_export_piece", Map.of("member_id", id, "bytes", WORDS.getBytes(StandardCharsets.UTF_8)));
        plant("membership_identifier_lost", Map.of("member_id", id, "ending", "…zyxqua"));
        var merge = bytes(UUID.randomUUID());
        plant(
                "membership_merge",
                Map.of("merge_id", merge, "merged_id", id, "state", "UNDONE", "taken", "", "reason", WORDS));
        plant("membership_merge_part", Map.of("merge_id", merge, "what", "identifier", "item", "PHONE:" + PHONE));
        plant("membership_passkey", Map.of("owner_id", id, "door", "MEMBER", "name", "Zyxqua’s phone"));
        plant("membership_tier_floor", Map.of("member_id", id, "tier_code", "vip", "reason", WORDS));
        plant("points_adjustment_file", Map.of("note", "All about " + CUSTOMER));
        plant(
                "points_adjustment_picture",
                Map.of("adjustment_id", adjustmentOf(id), "bytes", WORDS.getBytes(StandardCharsets.UTF_8)));
        plant("points_extension", Map.of("member_id", id, "note", WORDS));
        plant("points_pilot_answer", Map.of("member_id", id, "answer", "LIKE", "comment", WORDS));
        plant("points_pool", Map.of("pool_id", pool, "name", "Zyxqua & Co"));
        plant("points_pool_member", Map.of("pool_id", pool, "is_owner", 1));
        plant("points_pool_member", Map.of("pool_id", pool, "member_id", id, "is_owner", 0));
        plant("points_receiving_code", Map.of("member_id", id, "code", "ZYXQUA2345"));
        plant("points_sending_freeze", Map.of("member_id", id, "reason", WORDS));
        plant("referrals_invitation", Map.of("member_id", id, "code", "ZYXQUA-1"));
        plant(
                "rewards_redemption",
                Map.of("member_id", id, "kind", "GOODS", "status", "CANCELLED", "cancel_reason", WORDS));
        dsl.execute("update points_adjustment set decision_note = ? where member_id = ?", WORDS, id);
        dsl.execute(
                "update web_import set file_name = ?, note = ?", CUSTOMER + ".csv", "from " + PHONE + ", see " + EMAIL);
    }

    private byte[] adjustmentOf(byte[] member) {
        return (byte[])
                dsl.fetchValue("select adjustment_id from points_adjustment where member_id = ? limit 1", member);
    }

    private void plant(String table, Map<String, ?> values) {
        new PlantedRows(dsl).put(table, values);
    }

    private void identify(MemberId member, Kind kind, String value) {
        dsl.execute(
                "insert into membership_identifier (member_id, kind, value, added_at) values (unhex(?), ?, ?, now(6))",
                member.toString().replace("-", ""),
                kind.name(),
                value);
    }

    private void adjust(MemberId member, String words, StaffId by) {
        var proposal = new AdjustPoints.Proposal(
                AdjustmentId.next(),
                member,
                50,
                0,
                "goodwill",
                Optional.of(words),
                Optional.of(words),
                Optional.of(words),
                List.of());
        assertThat(adjustPoints.propose(proposal, by)).isInstanceOf(AdjustPoints.Outcome.Booked.class);
    }

    private void signedIn(MemberId member) {
        keep(sessions, member);
        assertThat(sessions.findByPrincipalName("member:" + member)).hasSize(1);
    }

    private static <S extends Session> void keep(FindByIndexNameSessionRepository<S> sessions, MemberId member) {
        var session = sessions.createSession();
        session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, "member:" + member);
        session.setAttribute("name", NAME);
        sessions.save(session);
    }

    private void aFileThatNamesThem() {
        var file = UUID.randomUUID().toString().replace("-", "");
        dsl.execute(
                "insert into web_import (import_id, file_name, sha256, size_bytes, preset, source, currency, time_zone,"
                        + " status, uploaded_at, bytes_checked, preview_json, findings_done, lines_done, invoices_done,"
                        + " purchases, refunds, no_customer, members_new, repeated, refused, lines_left_out,"
                        + " points_earned, points_taken) values (unhex(?), 'a.csv', unhex(sha2('a', 256)), 1, 'invoices',"
                        + " 'till', 'GBP', 'UTC', 'DONE', now(6), 1, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)",
                file,
                "{\"leftOut\":[{\"samples\":[{\"line\":1,\"text\":\"" + CUSTOMER + ";" + NAME + "\"}]}]}");
        dsl.execute(
                "insert into web_import_left_out (import_id, line, reason, text) values (unhex(?), 1, 'x', ?)",
                file,
                CUSTOMER + ";" + NAME + ";7.50");
        dsl.execute(
                "insert into web_import_piece (import_id, piece, bytes) values (unhex(?), 0, ?)",
                file,
                (CUSTOMER + ";" + NAME).getBytes(StandardCharsets.UTF_8));
    }

    /** Every place where one of the marks stands, whatever the sort of column. */
    private List<String> whereIs(List<String> marks) {
        var places = new ArrayList<String>();
        var columns = dsl.fetch("select table_name, column_name, data_type from information_schema.columns"
                + " where table_schema = database() order by table_name, ordinal_position");
        for (var column : columns) {
            var table = column.get(0, String.class);
            var name = column.get(1, String.class);
            var type = column.get(2, String.class);
            var isBinary = type.endsWith("blob") || type.endsWith("binary");
            for (var mark : marks) {
                var holds = isBinary
                        ? "locate(?, `" + name + "`) > 0 or locate(?, `" + name + "`) > 0"
                        : "lower(cast(`" + name + "` as char)) like concat('%', ?, '%') or ? = ''";
                var found = dsl.fetchValue(
                        "select count(*) from `" + table + "` where " + holds,
                        mark,
                        mark.substring(0, 1).toUpperCase(Locale.ROOT) + mark.substring(1));
                if (((Number) found).longValue() > 0) {
                    places.add(table + "." + name + ": " + mark);
                }
            }
        }
        return places;
    }

    private MemberId enrol(Identifier identifier, @org.jspecify.annotations.Nullable String name) {
        return enrolMembers
                .enrol(List.of(new EnrolMembers.Enrolment(identifier, name, "till")))
                .getFirst()
                .member();
    }

    private StaffId staff() {
        var login = "a" + UUID.randomUUID().toString().substring(0, 12);
        return ((AppointStaff.Outcome.Done) appointStaff.appoint(
                        login, "Ada", "a long passphrase", Set.of(StaffRole.ADMIN), Optional.empty()))
                .staff();
    }
}
