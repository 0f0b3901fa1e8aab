package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.EraseMember.Deciding;
import io.perennial.membership.EraseMember.Outcome;
import io.perennial.membership.Identifier.Kind;
import io.perennial.testing.Together;
import io.perennial.testing.TurnableClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.test.AssertablePublishedEvents;

/** What members may ask of their own data, and staff for them. */
@MembershipTest
class EraseMemberTests {

    private final EnrolMembers enrolMembers;
    private final ReadMember readMember;
    private final UpdateProfile updateProfile;
    private final CloseAccount closeAccount;
    private final EraseMember eraseMember;
    private final ExportMember exportMember;
    private final PrepareExports prepareExports;
    private final AppointStaff appointStaff;
    private final ReadAuditTrail audit;
    private final RecogniseMembers recognise;
    private final TurnableClock clock;

    private MemberId member = MemberId.next();
    private Identifier card = new Identifier(Kind.CARD_NUMBER, "none");

    EraseMemberTests(
            EnrolMembers enrolMembers,
            ReadMember readMember,
            UpdateProfile updateProfile,
            CloseAccount closeAccount,
            EraseMember eraseMember,
            ExportMember exportMember,
            PrepareExports prepareExports,
            AppointStaff appointStaff,
            ReadAuditTrail audit,
            RecogniseMembers recognise,
            TurnableClock clock) {
        this.enrolMembers = enrolMembers;
        this.readMember = readMember;
        this.updateProfile = updateProfile;
        this.closeAccount = closeAccount;
        this.eraseMember = eraseMember;
        this.exportMember = exportMember;
        this.prepareExports = prepareExports;
        this.appointStaff = appointStaff;
        this.audit = audit;
        this.recognise = recognise;
        this.clock = clock;
    }

    @BeforeEach
    void a_member() {
        card = new Identifier(Kind.CARD_NUMBER, "card-" + UUID.randomUUID());
        member = enrolMembers
                .enrol(List.of(new Enrolment(card, "林小满", "till")))
                .getFirst()
                .member();
        updateProfile.update(new UpdateProfile.Update(
                member,
                "林小满",
                Locale.UK,
                ZoneOffset.UTC,
                LocalDate.of(1990, 2, 28),
                new Region("GB"),
                Set.of(Interest.HOME),
                1));
    }

    @Test
    void a_member_who_closes_their_account_has_fourteen_days_to_stay() {
        var day = clock.instant().plus(Duration.ofDays(14));
        assertThat(closeAccount.close(member)).isEqualTo(new CloseAccount.Closing.Asked(day));
        assertThat(readMember.find(member).orElseThrow().closingAt()).isEqualTo(day);
        clock.turn(Duration.ofDays(3));
        assertThat(closeAccount.close(member)).isEqualTo(new CloseAccount.Closing.AlreadyAsked(day));
        clock.turn(Duration.ofDays(11).minusMillis(1));
        eraseMember.eraseDue(1_000);
        assertThat(readMember.find(member).orElseThrow().displayName()).isEqualTo("林小满");
        assertThat(closeAccount.undo(member)).isEqualTo(new CloseAccount.Undoing.Undone());
        assertThat(readMember.find(member).orElseThrow().closingAt()).isNull();
        assertThat(closeAccount.undo(member)).isEqualTo(new CloseAccount.Undoing.NotAsked());
    }

    @Test
    void after_fourteen_days_it_is_too_late_even_before_the_job_has_come(AssertablePublishedEvents events) {
        closeAccount.close(member);
        clock.turn(Duration.ofDays(14));
        assertThat(closeAccount.undo(member)).isEqualTo(new CloseAccount.Undoing.TooLate());
        assertThat(eraseMember.eraseDue(1_000)).isPositive();

        var profile = readMember.find(member).orElseThrow();
        assertThat(profile.status()).isEqualTo(MemberStatus.CLOSED);
        assertThat(profile.displayName()).isNull();
        assertThat(profile.birthday()).isNull();
        assertThat(profile.region()).isNull();
        assertThat(profile.interests()).isEmpty();
        assertThat(profile.identifiers()).isEmpty();
        assertThat(recognise.recognise(card)).isEmpty();
        assertThat(events.ofType(MemberErased.class)).contains(new MemberErased(member, clock.instant()));
        assertThat(closeAccount.close(member)).isEqualTo(new CloseAccount.Closing.Closed());
        assertThat(exportMember.ask(member)).isEqualTo(new ExportMember.Outcome.UnknownMember());
    }

    @Test
    void a_card_of_an_erased_member_can_belong_to_somebody_new() {
        closeAccount.close(member);
        clock.turn(Duration.ofDays(14));
        eraseMember.eraseDue(1_000);
        var other =
                enrolMembers.enrol(List.of(new Enrolment(card, null, "till"))).getFirst();
        assertThat(other.isNew()).isTrue();
        assertThat(other.member()).isNotEqualTo(member);
    }

    @Test
    void what_a_colleague_asks_for_waits_for_a_second_person() {
        var ada = staff(StaffRole.SUPPORT);
        var bob = staff(StaffRole.SUPPORT);
        assertThat(eraseMember.ask(member, " ", ada)).isEqualTo(new Outcome.ReasonMissing());
        assertThat(eraseMember.ask(MemberId.next(), "asked by phone", ada)).isEqualTo(new Outcome.UnknownMember());
        assertThat(eraseMember.ask(member, "asked by phone", ada)).isEqualTo(new Outcome.Waiting());
        assertThat(eraseMember.ask(member, "again", bob)).isEqualTo(new Outcome.AlreadyAsked());
        assertThat(eraseMember.waiting()).extracting(EraseMember.State::member).contains(member);
        assertThat(eraseMember.approve(member, ada)).isEqualTo(new Deciding.Yourself());
        eraseMember.eraseDue(1_000);
        assertThat(readMember.find(member).orElseThrow().displayName()).isEqualTo("林小满");

        assertThat(eraseMember.approve(member, bob)).isEqualTo(new Deciding.Decided());
        assertThat(eraseMember.approve(member, bob)).isEqualTo(new Deciding.NothingWaiting());
        eraseMember.eraseDue(1_000);
        assertThat(readMember.find(member).orElseThrow().displayName()).isNull();
        assertThat(eraseMember.ask(member, "again", ada)).isEqualTo(new Outcome.AlreadyErased());
        var state = eraseMember.of(member).orElseThrow();
        assertThat(state.erasedAt()).isEqualTo(clock.instant());
        assertThat(state.reason()).isNull();
    }

    @Test
    void a_refused_erasure_leaves_the_member_as_they_were() {
        var ada = staff(StaffRole.SUPPORT);
        eraseMember.ask(member, "asked by phone", ada);
        assertThat(eraseMember.refuse(member, staff(StaffRole.SUPPORT))).isEqualTo(new Deciding.Decided());
        eraseMember.eraseDue(1_000);
        assertThat(readMember.find(member).orElseThrow().status()).isEqualTo(MemberStatus.ACTIVE);
        assertThat(eraseMember.refuse(member, ada)).isEqualTo(new Deciding.NothingWaiting());
    }

    @Test
    void an_admin_orders_it_alone_and_the_trail_keeps_who_did_what_and_nothing_else() {
        var admin = staff(StaffRole.ADMIN);
        assertThat(eraseMember.ask(member, "told us 林小满 moved", admin)).isEqualTo(new Outcome.Approved());
        eraseMember.eraseDue(1_000);
        var lines = audit.find(new ReadAuditTrail.Query(
                        Optional.of("member"), Optional.of(member.toString()), Optional.empty(), Optional.empty(), 50))
                .lines();
        assertThat(lines)
                .extracting(ReadAuditTrail.Line::action)
                .containsExactly("member.erased", "member.erasure-ordered");
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.by()).isEqualTo(admin);
            assertThat(line.before()).isNull();
            assertThat(line.after()).isNull();
        });
    }

    @Test
    void staff_do_not_cut_short_the_time_that_a_member_has_to_think() {
        closeAccount.close(member);
        assertThat(eraseMember.ask(member, "sure", staff(StaffRole.SUPPORT))).isEqualTo(new Outcome.AlreadyAsked());
        assertThat(eraseMember.approve(member, staff(StaffRole.SUPPORT))).isEqualTo(new Deciding.NothingWaiting());
        assertThat(closeAccount.undo(member)).isEqualTo(new CloseAccount.Undoing.Undone());
    }

    @Test
    void of_two_jobs_at_once_one_erases() throws Exception {
        closeAccount.close(member);
        clock.turn(Duration.ofDays(14));
        Together.run(4, _ -> () -> eraseMember.eraseDue(1_000));
        assertThat(audit.find(new ReadAuditTrail.Query(
                                Optional.of("member"),
                                Optional.of(member.toString()),
                                Optional.empty(),
                                Optional.empty(),
                                50))
                        .lines())
                .hasSize(1);
    }

    @Test
    void hands_out_everything_once_asked_and_deletes_it_after_a_week() throws IOException {
        var asked = (ExportMember.Outcome.Asked) exportMember.ask(member);
        assertThat(exportMember.ask(member)).isEqualTo(new ExportMember.Outcome.UnderWay());
        assertThat(exportMember.open(member, asked.export())).isEmpty();
        prepareAll();

        var files =
                unzip(exportMember.open(member, asked.export()).orElseThrow().readAllBytes());
        assertThat(files).containsKeys("everything.json", "membership.profile.csv", "README.txt");
        assertThat(files.get("everything.json")).contains("林小满", card.value(), "1990-02-28");
        assertThat(files.get("membership.identifiers.csv")).startsWith("\uFEFF").contains(card.value());

        assertThat(exportMember.open(MemberId.next(), asked.export())).isEmpty();
        assertThat(exportMember.open(member, ExportId.next())).isEmpty();
        assertThat(exportMember.ask(member)).isInstanceOf(ExportMember.Outcome.TooSoon.class);
        clock.turn(Duration.ofDays(1));
        assertThat(exportMember.ask(member)).isInstanceOf(ExportMember.Outcome.Asked.class);
        clock.turn(Duration.ofDays(6).plusSeconds(1));
        assertThat(exportMember.open(member, asked.export())).isEmpty();
        while (prepareExports.forgetOld() > 0) {
            assertThat(exportMember.open(member, asked.export())).isEmpty();
        }
        prepareAll();
    }

    @Test
    void of_two_who_ask_at_once_for_an_export_one_is_made() throws Exception {
        var outcomes = Together.run(4, _ -> () -> exportMember.ask(member));
        assertThat(outcomes)
                .filteredOn(ExportMember.Outcome.Asked.class::isInstance)
                .hasSize(1);
        Together.run(4, _ -> () -> prepareExports.prepareNext());
        prepareAll();
        assertThat(exportMember.of(member))
                .singleElement()
                .satisfies(export -> assertThat(export.ready()).isPresent());
    }

    private void prepareAll() {
        var made = true;
        while (made) {
            made = prepareExports.prepareNext();
        }
    }

    private static Map<String, String> unzip(byte[] bytes) throws IOException {
        var files = new HashMap<String, String>();
        try (var zip = new ZipInputStream(new java.io.ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var text = new ByteArrayOutputStream();
                zip.transferTo(text);
                files.put(entry.getName(), text.toString(StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private StaffId staff(StaffRole role) {
        var login = "s" + UUID.randomUUID().toString().substring(0, 12);
        return ((AppointStaff.Outcome.Done)
                        appointStaff.appoint(login, "Ada", "a long passphrase", Set.of(role), Optional.empty()))
                .staff();
    }
}
