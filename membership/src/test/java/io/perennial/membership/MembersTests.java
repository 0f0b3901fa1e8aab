package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.membership.ChangeMemberStatus.Outcome;
import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.ReadAuditTrail.Line;
import io.perennial.membership.RecordChange.Change;
import io.perennial.membership.UpdateProfile.Update;
import io.perennial.testing.Together;
import io.perennial.testing.TurnableClock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.modulith.test.AssertablePublishedEvents;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What members and staff change about a member, and the trail that staff leave. */
@MembershipTest
class MembersTests {

    private static final StaffId ADA = StaffId.next();
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private final EnrolMembers enrolMembers;
    private final ReadMember readMember;
    private final UpdateProfile updateProfile;
    private final ChangeMemberStatus changeMemberStatus;
    private final RecogniseMembers recogniseMembers;
    private final RecordChange recordChange;
    private final ReadAuditTrail readAuditTrail;
    private final TransactionTemplate transaction;
    private final TurnableClock clock;

    MembersTests(
            EnrolMembers enrolMembers,
            ReadMember readMember,
            UpdateProfile updateProfile,
            ChangeMemberStatus changeMemberStatus,
            RecogniseMembers recogniseMembers,
            RecordChange recordChange,
            ReadAuditTrail readAuditTrail,
            PlatformTransactionManager transactions,
            TurnableClock clock) {
        this.enrolMembers = enrolMembers;
        this.readMember = readMember;
        this.updateProfile = updateProfile;
        this.changeMemberStatus = changeMemberStatus;
        this.recogniseMembers = recogniseMembers;
        this.recordChange = recordChange;
        this.readAuditTrail = readAuditTrail;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Test
    void stores_what_a_member_says_of_themselves(AssertablePublishedEvents events) {
        var member = enrol("林");
        var update = new Update(
                member,
                " Lin 🌱 ",
                Locale.UK,
                LONDON,
                LocalDate.of(1990, 2, 28),
                new Region("CN-31"),
                Set.of(Interest.HOME, Interest.BOOKS),
                1);

        assertThat(updateProfile.update(update)).isEqualTo(new UpdateProfile.Outcome.Updated());

        var profile = readMember.find(member).orElseThrow();
        assertThat(profile.displayName()).isEqualTo("Lin 🌱");
        assertThat(profile.locale()).isEqualTo(Locale.UK);
        assertThat(profile.zone()).isEqualTo(LONDON);
        assertThat(profile.birthday()).isEqualTo(LocalDate.of(1990, 2, 28));
        assertThat(profile.region()).isEqualTo(new Region("CN-31"));
        assertThat(profile.interests()).containsExactlyInAnyOrder(Interest.HOME, Interest.BOOKS);
        assertThat(profile.version()).isEqualTo(2);
        assertThat(events.ofType(ProfileUpdated.class))
                .containsExactly(new ProfileUpdated(member, Set.of(ProfileUpdated.Part.values()), clock.instant()));
    }

    @Test
    void forgets_a_name_and_a_birthday_on_request() {
        var member = enrol("林");

        updateProfile.update(new Update(member, "  ", Locale.UK, LONDON, null, null, Set.of(), 1));

        assertThat(readMember.find(member).orElseThrow().displayName()).isNull();
        assertThat(readMember.names(List.of(member))).isEmpty();
    }

    @Test
    void stores_one_of_two_edits_of_the_same_version() throws Exception {
        var member = enrol("林");

        var outcomes = Together.run(
                8,
                i -> () -> updateProfile.update(
                        new Update(member, "Lin " + i, Locale.UK, LONDON, null, null, Set.of(), 1)));

        assertThat(outcomes)
                .filteredOn(UpdateProfile.Outcome.Updated.class::isInstance)
                .hasSize(1);
        assertThat(outcomes)
                .filteredOn(UpdateProfile.Outcome.ChangedMeanwhile.class::isInstance)
                .hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "turned \u202Earound", "\u0000"})
    void refuses_a_name_that_would_disturb_a_list(String name) {
        var member = enrol("林");

        assertThat(updateProfile.update(new Update(member, name, Locale.UK, LONDON, null, null, Set.of(), 1)))
                .isEqualTo(new UpdateProfile.Outcome.BadName());
        assertThat(readMember.find(member).orElseThrow().displayName()).isEqualTo("林");
    }

    @Test
    void counts_a_name_in_characters_as_people_see_them() {
        var member = enrol("林");

        assertThat(updateProfile.update(
                        new Update(member, "🌱".repeat(80), Locale.UK, LONDON, null, null, Set.of(), 1)))
                .isEqualTo(new UpdateProfile.Outcome.Updated());
        assertThat(updateProfile.update(new Update(member, "林".repeat(81), Locale.UK, LONDON, null, null, Set.of(), 2)))
                .isEqualTo(new UpdateProfile.Outcome.BadName());
    }

    @Test
    void refuses_a_birthday_in_the_future_or_too_long_ago() {
        var member = enrol("林");
        var today = LocalDate.ofInstant(clock.instant(), LONDON);

        for (var bad : List.of(today.plusDays(1), today.minusYears(130).minusDays(1))) {
            assertThat(updateProfile.update(new Update(member, null, Locale.UK, LONDON, bad, null, Set.of(), 1)))
                    .isEqualTo(new UpdateProfile.Outcome.BadBirthday());
        }
        assertThat(updateProfile.update(new Update(member, null, Locale.UK, LONDON, today, null, Set.of(), 1)))
                .isEqualTo(new UpdateProfile.Outcome.Updated());
    }

    @Test
    void tells_the_names_of_those_who_have_one() {
        var lin = enrol("林");
        var nameless = enrolMembers
                .enrol(List.of(new Enrolment(new Identifier(Kind.CARD_NUMBER, "77"), null, "till")))
                .getFirst()
                .member();

        assertThat(readMember.names(List.of(lin, nameless, MemberId.next()))).isEqualTo(Map.of(lin, "林"));
        assertThat(readMember.names(List.of())).isEmpty();
        assertThat(readMember.find(MemberId.next())).isEmpty();
    }

    @Test
    void freezes_and_unfreezes_with_a_reason_on_record(AssertablePublishedEvents events) {
        var member = enrol("林");

        assertThat(changeMemberStatus.change(member, MemberStatus.FROZEN, " 可疑 ", ADA))
                .isEqualTo(new Outcome.Changed());
        assertThat(changeMemberStatus.change(member, MemberStatus.FROZEN, "again", ADA))
                .isEqualTo(new Outcome.Unchanged());
        assertThat(recogniseMembers.statuses(List.of(member))).containsEntry(member, MemberStatus.FROZEN);
        assertThat(changeMemberStatus.change(member, MemberStatus.ACTIVE, "cleared", ADA))
                .isEqualTo(new Outcome.Changed());

        assertThat(events.ofType(MemberStatusChanged.class))
                .containsExactly(
                        new MemberStatusChanged(member, MemberStatus.ACTIVE, MemberStatus.FROZEN, clock.instant()),
                        new MemberStatusChanged(member, MemberStatus.FROZEN, MemberStatus.ACTIVE, clock.instant()));
        var lines = audit(Optional.of("member"), Optional.of(member.toString()), Optional.empty(), 10)
                .lines();
        assertThat(lines).extracting(Line::action).containsExactly("member.unfrozen", "member.frozen");
        assertThat(lines.getLast().before()).isEqualTo("{\"status\":\"ACTIVE\"}");
        assertThat(lines.getLast().after()).isEqualTo("{\"status\":\"FROZEN\",\"reason\":\"可疑\"}");
        assertThat(lines.getLast().by()).isEqualTo(ADA);
    }

    @Test
    void keeps_a_closed_account_closed() {
        var member = enrol("林");
        changeMemberStatus.change(member, MemberStatus.CLOSED, "asked for it", ADA);

        assertThat(changeMemberStatus.change(member, MemberStatus.ACTIVE, "changed their mind", ADA))
                .isEqualTo(new Outcome.AlreadyClosed());
        assertThat(recogniseMembers.statuses(List.of(member))).containsEntry(member, MemberStatus.CLOSED);
    }

    @Test
    void changes_no_status_without_a_reason_or_a_member() {
        var member = enrol("林");

        assertThat(changeMemberStatus.change(member, MemberStatus.FROZEN, "  ", ADA))
                .isEqualTo(new Outcome.ReasonMissing());
        assertThat(changeMemberStatus.change(MemberId.next(), MemberStatus.FROZEN, "odd", ADA))
                .isEqualTo(new Outcome.UnknownMember());
        assertThat(audit(Optional.empty(), Optional.empty(), Optional.empty(), 10)
                        .lines())
                .isEmpty();
    }

    @Test
    void records_no_change_outside_its_transaction() {
        assertThatThrownBy(() -> recordChange.record(change("1"))).isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void takes_a_line_back_with_the_change_that_it_tells_of() {
        transaction.executeWithoutResult(status -> {
            recordChange.record(change("1"));
            status.setRollbackOnly();
        });

        assertThat(audit(Optional.empty(), Optional.empty(), Optional.empty(), 10)
                        .lines())
                .isEmpty();
    }

    @Test
    void notes_the_request_that_caused_a_change_unless_it_is_odd() {
        for (var request : List.of("req-7f3a", "x".repeat(65), "请求")) {
            MDC.put("requestId", request);
            try {
                transaction.executeWithoutResult(_ -> recordChange.record(change(String.valueOf(request.length()))));
            } finally {
                MDC.remove("requestId");
            }
        }

        assertThat(audit(Optional.empty(), Optional.empty(), Optional.empty(), 10)
                        .lines())
                .extracting(Line::requestId)
                .containsExactly(null, null, "req-7f3a");
    }

    @Test
    void shows_the_trail_newest_first_a_page_at_a_time_and_filtered() {
        var other = StaffId.next();
        for (var i = 0; i < 7; i++) {
            var line = new Change(
                    i % 2 == 0 ? ADA : other, "rule.published", i < 5 ? "rule" : "reward", "" + i, null, "{}");
            transaction.executeWithoutResult(_ -> recordChange.record(line));
        }

        var seen = new ArrayList<String>();
        var page = audit(Optional.empty(), Optional.empty(), Optional.empty(), 3);
        while (true) {
            page.lines().forEach(line -> seen.add(line.subjectId()));
            if (!page.hasMore()) {
                break;
            }
            page = readAuditTrail.find(new ReadAuditTrail.Query(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(page.lines().getLast().id()),
                    3));
        }
        assertThat(seen).containsExactly("6", "5", "4", "3", "2", "1", "0");
        assertThat(audit(Optional.of("reward"), Optional.empty(), Optional.empty(), 10)
                        .lines())
                .hasSize(2);
        assertThat(audit(Optional.empty(), Optional.of("4"), Optional.empty(), 10)
                        .lines())
                .hasSize(1);
        assertThat(audit(Optional.of("rule"), Optional.empty(), Optional.of(other), 10)
                        .lines())
                .extracting(Line::subjectId)
                .containsExactly("3", "1");
        assertThat(audit(Optional.of("规则"), Optional.empty(), Optional.empty(), 10)
                        .lines())
                .isEmpty();
    }

    private ReadAuditTrail.Page audit(Optional<String> kind, Optional<String> id, Optional<StaffId> by, int limit) {
        return readAuditTrail.find(new ReadAuditTrail.Query(kind, id, by, Optional.empty(), limit));
    }

    private static Change change(String subject) {
        return new Change(ADA, "rule.published", "rule", subject, null, "{}");
    }

    private MemberId enrol(String name) {
        return enrolMembers
                .enrol(List.of(new Enrolment(new Identifier(Kind.CUSTOMER_NUMBER, name), name, "import")))
                .getFirst()
                .member();
    }
}
