package io.perennial.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.Perennial;
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
import io.perennial.points.ReadLiability;
import io.perennial.points.ReadTotals;
import io.perennial.points.VerifyLedger;
import io.perennial.testing.OnTestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
    DSLContext dsl;

    @Test
    void nothing_of_a_member_is_left_and_the_ledger_still_stands() {
        var admin = staff();
        var member = everythingAbout(admin);
        var other = enrol(new Identifier(Kind.CUSTOMER_NUMBER, "OTHER-1"), "Somebody Else");
        adjust(other, "A note of somebody else", admin);
        assertThat(whereIs(MARKS)).hasSizeGreaterThan(12);
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
        exportMember.ask(member);
        assertThat(prepareExports.prepareNext()).isTrue();
        return member;
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
