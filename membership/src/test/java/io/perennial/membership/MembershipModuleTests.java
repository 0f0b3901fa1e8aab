package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.EnrolMembers.Enrolled;
import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.GrowStanding.Growth;
import io.perennial.membership.Identifier.Kind;
import io.perennial.testing.SentStatements;
import io.perennial.testing.TurnableClock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the module costs: the number of statements is a promise, whatever the number of rows. */
@MembershipTest
class MembershipModuleTests {

    private final EnrolMembers enrolMembers;
    private final RecogniseMembers recogniseMembers;
    private final GrowStanding growStanding;
    private final ReadStanding readStanding;
    private final ReadMember readMember;
    private final FindMembers findMembers;
    private final TurnableClock clock;

    MembershipModuleTests(
            EnrolMembers enrolMembers,
            RecogniseMembers recogniseMembers,
            GrowStanding growStanding,
            ReadStanding readStanding,
            ReadMember readMember,
            FindMembers findMembers,
            TurnableClock clock) {
        this.enrolMembers = enrolMembers;
        this.recogniseMembers = recogniseMembers;
        this.growStanding = growStanding;
        this.readStanding = readStanding;
        this.readMember = readMember;
        this.findMembers = findMembers;
        this.clock = clock;
    }

    @Test
    void grows_one_member_in_three_statements() {
        var member = enrol(1).getFirst();
        grow(List.of(member), "first");

        assertThat(SentStatements.during(() -> grow(List.of(member), "second"))).hasSize(3);
        assertThat(SentStatements.during(() -> grow(List.of(member), "second"))).hasSize(3);
    }

    @Test
    void grows_five_hundred_members_in_three_statements() {
        var members = enrol(500);
        grow(members, "first");

        assertThat(SentStatements.during(() -> grow(members, "second"))).hasSize(3);
        assertThat(SentStatements.during(() -> grow(members, "second"))).hasSize(7);
    }

    @Test
    void enrols_five_hundred_members_in_six_statements_and_recognises_them_in_one() {
        assertThat(SentStatements.during(() -> enrol(500))).hasSizeLessThanOrEqualTo(6);
        assertThat(SentStatements.during(() -> enrol(500))).hasSize(1);
        var people = IntStream.range(0, 500)
                .mapToObj(MembershipModuleTests::customer)
                .toList();
        assertThat(SentStatements.during(() -> recogniseMembers.recognise(people)))
                .hasSize(1);
    }

    @Test
    void reads_in_statements_that_do_not_grow_with_the_rows() {
        var members = enrol(120);
        readStanding.of(members);

        assertThat(SentStatements.during(() -> readStanding.of(members))).hasSize(1);
        assertThat(SentStatements.during(() -> readMember.names(members))).hasSize(1);
        assertThat(SentStatements.during(() -> readMember.find(members.getFirst())))
                .hasSize(1);
        assertThat(SentStatements.during(() -> find(""))).hasSize(2);
        assertThat(SentStatements.during(() -> find("C-1"))).hasSize(3);
    }

    private void find(String text) {
        findMembers.find(new FindMembers.Query(text, Optional.empty(), Optional.empty(), Optional.empty(), 100));
    }

    private void grow(List<MemberId> members, String key) {
        growStanding.grow(members.stream()
                .map(member -> new Growth(member, 1, key, clock.instant()))
                .toList());
    }

    private List<MemberId> enrol(int people) {
        return enrolMembers
                .enrol(IntStream.range(0, people)
                        .mapToObj(i -> new Enrolment(customer(i), null, "import"))
                        .toList())
                .stream()
                .map(Enrolled::member)
                .toList();
    }

    private static Identifier customer(int number) {
        return new Identifier(Kind.CUSTOMER_NUMBER, "C-" + number);
    }
}
