package io.perennial.membership;

import static io.perennial.membership.ConsentChannel.ANY;
import static io.perennial.membership.ConsentChannel.EMAIL;
import static io.perennial.membership.ConsentChannel.SMS;
import static io.perennial.membership.ConsentPurpose.OFFERS;
import static io.perennial.membership.ConsentPurpose.PERSONALISATION;
import static io.perennial.membership.ConsentPurpose.SURVEYS;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.ReadConsents.Agreed;
import io.perennial.membership.RecordConsent.Answer;
import io.perennial.membership.RecordConsent.Answers;
import io.perennial.membership.RecordConsent.How;
import io.perennial.membership.RecordConsent.Outcome;
import io.perennial.testing.Together;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.test.AssertablePublishedEvents;

@MembershipTest
class RecordConsentTests {

    private static final StaffId ADA = StaffId.next();

    private final RecordConsent recordConsent;
    private final ReadConsents readConsents;
    private final PublishWording publishWording;
    private final EnrolMembers enrolMembers;
    private final ChangeMemberStatus changeMemberStatus;
    private final ReadAuditTrail audit;
    private final DSLContext dsl;
    private final TurnableClock clock;

    RecordConsentTests(
            RecordConsent recordConsent,
            ReadConsents readConsents,
            PublishWording publishWording,
            EnrolMembers enrolMembers,
            ChangeMemberStatus changeMemberStatus,
            ReadAuditTrail audit,
            DSLContext dsl,
            TurnableClock clock) {
        this.recordConsent = recordConsent;
        this.readConsents = readConsents;
        this.publishWording = publishWording;
        this.enrolMembers = enrolMembers;
        this.changeMemberStatus = changeMemberStatus;
        this.audit = audit;
        this.dsl = dsl;
        this.clock = clock;
    }

    @Test
    void nobody_agreed_to_anything_unasked_but_personalisation_is_on() {
        var member = enrol();
        assertThat(readConsents.of(member))
                .filteredOn(ReadConsents.State::given)
                .extracting(ReadConsents.State::purpose)
                .containsExactly(PERSONALISATION);
        assertThat(readConsents.agreed(List.of(member)).get(member)).containsExactly(new Agreed(PERSONALISATION, ANY));
    }

    @Test
    void keeps_every_yes_and_no_and_shows_the_last(AssertablePublishedEvents events) {
        var member = enrol();
        assertThat(say(member, yes(OFFERS, EMAIL), yes(OFFERS, SMS))).isEqualTo(new Outcome.Recorded(2));
        clock.turn(Duration.ofDays(1));
        assertThat(say(member, no(OFFERS, SMS), yes(OFFERS, EMAIL))).isEqualTo(new Outcome.Recorded(1));

        assertThat(readConsents.agreed(List.of(member)).get(member))
                .contains(new Agreed(OFFERS, EMAIL))
                .doesNotContain(new Agreed(OFFERS, SMS));
        assertThat(readConsents.history(member)).hasSize(3).first().satisfies(line -> {
            assertThat(line.channel()).isEqualTo(SMS);
            assertThat(line.given()).isFalse();
            assertThat(line.at()).isEqualTo(clock.instant());
            assertThat(line.locale()).isEqualTo("zh-CN");
        });
        assertThat(events.ofType(ConsentChanged.class))
                .hasSize(3)
                .contains(new ConsentChanged(member, OFFERS, SMS, false, clock.instant()));
        assertThat(readConsents.isWhole(member)).isTrue();
    }

    @Test
    void a_box_left_as_it_was_found_says_nothing() {
        var member = enrol();
        assertThat(say(member, no(OFFERS, EMAIL), yes(PERSONALISATION, ANY))).isEqualTo(new Outcome.Recorded(0));
        assertThat(readConsents.history(member)).isEmpty();
    }

    @Test
    void personalisation_is_off_when_switched_off() {
        var member = enrol();
        var other = enrol();
        say(member, no(PERSONALISATION, ANY));
        assertThat(readConsents.impersonal(List.of(member, other))).containsExactly(member);
        say(member, yes(PERSONALISATION, ANY));
        assertThat(readConsents.impersonal(List.of(member, other))).isEmpty();
    }

    @Test
    void a_line_that_was_changed_is_found() {
        var member = enrol();
        say(member, yes(OFFERS, EMAIL), yes(OFFERS, SMS));
        say(member, no(OFFERS, EMAIL));
        dsl.execute(
                "update membership_consent_event set given = true where member_id = unhex(?) and seq = 3",
                member.toString().replace("-", ""));
        assertThat(readConsents.isWhole(member)).isFalse();
    }

    @Test
    void a_new_wording_asks_again_but_lets_everyone_out() {
        var member = enrol();
        var version = version(SURVEYS);
        say(member, yes(SURVEYS, EMAIL));
        var text = "Now with prizes " + UUID.randomUUID();
        assertThat(publishWording.publish(SURVEYS, "现在有奖", text, version, ADA))
                .isInstanceOf(PublishWording.Outcome.Published.class);

        assertThat(say(member, new Answer(SURVEYS, SMS, true, version)))
                .isEqualTo(new Outcome.WordingOutdated(SURVEYS));
        assertThat(say(member, new Answer(SURVEYS, EMAIL, true, version + 1))).isEqualTo(new Outcome.Recorded(1));
        assertThat(say(member, new Answer(SURVEYS, EMAIL, false, version))).isEqualTo(new Outcome.Recorded(1));
        assertThat(say(member, new Answer(SURVEYS, EMAIL, false, version + 7)))
                .isEqualTo(new Outcome.WordingOutdated(SURVEYS));
        assertThat(readConsents.wordings(SURVEYS).getFirst().text().en()).isEqualTo(text);
    }

    @Test
    void of_two_who_publish_a_wording_at_once_one_does() throws Exception {
        var version = version(OFFERS);
        var outcomes = Together.run(
                4, i -> () -> publishWording.publish(OFFERS, "新 " + i, "New " + UUID.randomUUID(), version, ADA));
        assertThat(outcomes)
                .filteredOn(PublishWording.Outcome.Published.class::isInstance)
                .hasSize(1);
        assertThat(version(OFFERS)).isEqualTo(version + 1);
        assertThat(publishWording.publish(OFFERS, " ", "x", version + 1, ADA))
                .isEqualTo(new PublishWording.Outcome.BadText(true));
        assertThat(publishWording.publish(OFFERS, "好", "x".repeat(601), version + 1, ADA))
                .isEqualTo(new PublishWording.Outcome.BadText(false));
    }

    @Test
    void staff_write_down_what_a_member_says_and_leave_a_line() {
        var member = enrol();
        recordConsent.record(
                new Answers(member, List.of(yes(OFFERS, SMS)), Locale.ENGLISH, How.STAFF, Optional.of(ADA)));
        assertThat(audit.find(new ReadAuditTrail.Query(
                                Optional.of("member"),
                                Optional.of(member.toString()),
                                Optional.empty(),
                                Optional.empty(),
                                5))
                        .lines())
                .singleElement()
                .satisfies(line -> assertThat(line.action()).isEqualTo("member.consent-recorded"));
    }

    @Test
    void refuses_what_is_not_asked_and_who_is_not_there() {
        var member = enrol();
        assertThat(say(member, yes(OFFERS, ANY))).isEqualTo(new Outcome.NoSuchChannel(OFFERS, ANY));
        assertThat(say(MemberId.next(), yes(OFFERS, SMS))).isEqualTo(new Outcome.UnknownMember());
        changeMemberStatus.change(member, MemberStatus.CLOSED, "left", ADA);
        assertThat(say(member, yes(OFFERS, SMS))).isEqualTo(new Outcome.Closed());
    }

    @Test
    void what_one_member_says_on_many_devices_at_once_is_one_log() throws Exception {
        var member = enrol();
        var offers = version(OFFERS);
        Together.run(8, i -> () -> say(member, new Answer(OFFERS, i % 2 == 0 ? EMAIL : SMS, i % 4 < 2, offers)));
        assertThat(readConsents.isWhole(member)).isTrue();
        assertThat(readConsents.history(member)).isNotEmpty();
    }

    private Outcome say(MemberId member, Answer... answers) {
        return recordConsent.record(
                new Answers(member, List.of(answers), Locale.SIMPLIFIED_CHINESE, How.PRIVACY_CENTRE, Optional.empty()));
    }

    private Answer yes(ConsentPurpose purpose, ConsentChannel channel) {
        return new Answer(purpose, channel, true, version(purpose));
    }

    private Answer no(ConsentPurpose purpose, ConsentChannel channel) {
        return new Answer(purpose, channel, false, version(purpose));
    }

    private int version(ConsentPurpose purpose) {
        return Objects.requireNonNull(readConsents.wordings().get(purpose)).version();
    }

    private MemberId enrol() {
        return enrolMembers
                .enrol(List.of(new Enrolment(
                        new Identifier(Kind.CUSTOMER_NUMBER, "consent-" + UUID.randomUUID()), null, "till")))
                .getFirst()
                .member();
    }
}
