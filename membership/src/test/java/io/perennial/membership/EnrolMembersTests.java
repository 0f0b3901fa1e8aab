package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.membership.EnrolMembers.Enrolled;
import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.Identifier.Kind;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.Together;
import io.perennial.testing.TurnableClock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.test.Scenario;

@MembershipTest
class EnrolMembersTests {

    private static final Identifier PHONE = new Identifier(Kind.PHONE, "+8613800138000");

    private final EnrolMembers enrolMembers;
    private final RecogniseMembers recogniseMembers;
    private final ReadMember readMember;
    private final ReadStanding readStanding;
    private final TurnableClock clock;

    EnrolMembersTests(
            EnrolMembers enrolMembers,
            RecogniseMembers recogniseMembers,
            ReadMember readMember,
            ReadStanding readStanding,
            TurnableClock clock) {
        this.enrolMembers = enrolMembers;
        this.recogniseMembers = recogniseMembers;
        this.readMember = readMember;
        this.readStanding = readStanding;
        this.clock = clock;
    }

    @Test
    void enrols_an_unknown_person_and_says_so_once(Scenario scenario) {
        scenario.stimulate(() -> enrolMembers
                        .enrol(List.of(new Enrolment(PHONE, "  林小满 ", "till")))
                        .getFirst())
                .andWaitForEventOfType(MembersEnrolled.class)
                .toArriveAndVerify((event, enrolled) -> {
                    assertThat(enrolled.isNew()).isTrue();
                    assertThat(event)
                            .isEqualTo(new MembersEnrolled(List.of(enrolled.member()), "till", clock.instant()));
                    assertThat(readMember.find(enrolled.member()))
                            .hasValue(new ReadMember.Profile(
                                    enrolled.member(),
                                    MemberStatus.ACTIVE,
                                    "林小满",
                                    Locale.SIMPLIFIED_CHINESE,
                                    ZoneId.of("Asia/Shanghai"),
                                    null,
                                    null,
                                    Set.of(),
                                    List.of(PHONE),
                                    clock.instant(),
                                    "till",
                                    null,
                                    1));
                });
    }

    @Test
    void puts_a_new_member_on_the_lowest_tier_without_growth() {
        var member = enrol(PHONE).member();

        var standing = readStanding.of(member).orElseThrow();
        assertThat(standing.growth()).isZero();
        assertThat(standing.tier().code()).isEqualTo("member");
        assertThat(standing.next().map(Tier::code)).hasValue("vip");
        assertThat(standing.missing()).isEqualTo(1_000);
        assertThat(standing.tierSince()).isEqualTo(clock.instant());
    }

    @Test
    void recognises_instead_of_enrolling_twice() {
        var first = enrol(PHONE);
        var again = enrol(PHONE);

        assertThat(again).isEqualTo(new Enrolled(first.member(), false));
        assertThat(recogniseMembers.recognise(PHONE)).hasValue(first.member());
        assertThat(recogniseMembers.recognise(new Identifier(Kind.WHATSAPP, PHONE.value())))
                .isEmpty();
    }

    @Test
    void answers_a_batch_in_its_order_with_repetitions_and_known_people_in_it() {
        var known = enrol(customer(7)).member();

        var answers = enrolMembers.enrol(List.of(
                new Enrolment(customer(9), null, "import"),
                new Enrolment(customer(7), null, "import"),
                new Enrolment(customer(8), null, "import"),
                new Enrolment(customer(9), "again", "import")));

        assertThat(answers).extracting(Enrolled::isNew).containsExactly(true, false, true, false);
        assertThat(answers.get(1).member()).isEqualTo(known);
        assertThat(answers.get(3).member()).isEqualTo(answers.get(0).member());
        assertThat(recogniseMembers.recognise(Set.of(customer(7), customer(8), customer(9), customer(10))))
                .hasSize(3);
    }

    @Test
    void makes_one_member_of_fifty_callers_with_the_same_phone() throws Exception {
        var answers = Together.run(50, () -> enrol(PHONE));

        assertThat(answers)
                .extracting(Enrolled::member)
                .containsOnly(answers.getFirst().member());
        assertThat(answers).filteredOn(Enrolled::isNew).hasSize(1);
        assertThat(count("membership_member")).isEqualTo(1);
        assertThat(count("membership_standing")).isEqualTo(1);
    }

    @Test
    void makes_each_person_one_member_of_batches_that_overlap_in_any_order() throws Exception {
        var people =
                IntStream.range(0, 300).mapToObj(EnrolMembersTests::customer).toList();

        var answers = Together.run(8, thread -> () -> {
            var mine = new ArrayList<>(people);
            Collections.shuffle(mine, new Random(thread));
            var batch = mine.subList(0, 250);
            var enrolled = enrolMembers.enrol(batch.stream()
                    .map(person -> new Enrolment(person, null, "import"))
                    .toList());
            return IntStream.range(0, batch.size())
                    .mapToObj(i -> new Answer(
                            batch.get(i),
                            enrolled.get(i).member(),
                            enrolled.get(i).isNew()))
                    .toList();
        });

        var all = answers.stream().flatMap(List::stream).toList();
        var owners = recogniseMembers.recognise(people);
        assertThat(all).allSatisfy(answer -> assertThat(answer.member()).isEqualTo(owners.get(answer.identifier())));
        var isNew = all.stream()
                .filter(Answer::isNew)
                .collect(Collectors.groupingBy(Answer::identifier, Collectors.counting()));
        assertThat(isNew)
                .hasSize(owners.size())
                .allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
        assertThat(count("membership_member")).isEqualTo(owners.size());
    }

    private record Answer(Identifier identifier, MemberId member, boolean isNew) {}

    @Test
    void enrols_nobody_of_a_batch_in_which_one_cannot_be_stored() {
        var tooLong = "x".repeat(81);

        assertThatThrownBy(() -> enrolMembers.enrol(List.of(
                        new Enrolment(customer(1), null, "import"), new Enrolment(customer(2), tooLong, "import"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(count("membership_member")).isZero();
        assertThat(count("membership_identifier")).isZero();
    }

    @Test
    void tells_the_status_of_those_who_are_members() {
        var member = enrol(PHONE).member();

        assertThat(recogniseMembers.statuses(List.of(member, MemberId.next())))
                .containsExactly(java.util.Map.entry(member, MemberStatus.ACTIVE));
    }

    private Enrolled enrol(Identifier identifier) {
        return enrolMembers
                .enrol(List.of(new Enrolment(identifier, null, "api")))
                .getFirst();
    }

    private static Identifier customer(int number) {
        return new Identifier(Kind.CUSTOMER_NUMBER, "C-" + number);
    }

    private static int count(String table) {
        return TestDatabase.get().dsl().fetchCount(org.jooq.impl.DSL.table(table));
    }
}
