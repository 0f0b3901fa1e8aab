package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.KeepOwnMembership.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MembershipTest
class OwnMembershipTests {

    @Autowired
    private KeepOwnMembership ownMembership;

    @Autowired
    private RecogniseStaff recogniseStaff;

    @Autowired
    private AppointStaff appointStaff;

    @Autowired
    private EnrolMembers enrolMembers;

    @Autowired
    private ReadAuditTrail auditTrail;

    private StaffId admin;
    private StaffId wang;
    private MemberId fang;

    @BeforeEach
    void wang_is_staff_and_a_member_whom_nothing_betrays() {
        admin = appoint("ada");
        wang = appoint("s.wang");
        fang = enrol("+8613812345678");
    }

    @Test
    void staff_are_recognised_by_the_membership_that_was_linked() {
        assertThat(recogniseStaff.isThemselves(wang, fang)).isFalse();

        assertThat(ownMembership.link(wang, fang, admin)).isEqualTo(new Outcome.Done());
        assertThat(ownMembership.link(wang, fang, admin)).isEqualTo(new Outcome.Done());

        assertThat(ownMembership.of(wang)).contains(fang);
        assertThat(recogniseStaff.isThemselves(wang, fang)).isTrue();
        assertThat(recogniseStaff.isThemselves(admin, fang)).isFalse();
        assertThat(audited()).containsExactly("staff.membership-linked");
    }

    @Test
    void another_one_takes_its_place() {
        var other = enrol("+8613912345678");
        ownMembership.link(wang, fang, admin);

        assertThat(ownMembership.link(wang, other, admin)).isEqualTo(new Outcome.Done());

        assertThat(recogniseStaff.accountsOf(wang)).containsExactly(other);
        assertThat(audited()).hasSize(2);
    }

    @Test
    void the_comparison_of_identifiers_counts_beside_it() {
        var shared = enrolMembers
                .enrol(List.of(new EnrolMembers.Enrolment(
                        new Identifier(Identifier.Kind.EMAIL, "s.wang@example.com"), null, "code")))
                .getFirst()
                .member();
        ownMembership.link(wang, fang, admin);

        assertThat(recogniseStaff.accountsOf(wang)).containsExactlyInAnyOrder(fang, shared);
    }

    @Test
    void nobody_gets_rid_of_their_own() {
        assertThat(ownMembership.link(wang, fang, wang)).isEqualTo(new Outcome.Done());
        assertThat(ownMembership.unlink(wang, wang)).isEqualTo(new Outcome.NotOnesOwn());
        assertThat(ownMembership.link(wang, enrol("+8613912345678"), wang)).isEqualTo(new Outcome.NotOnesOwn());
        assertThat(recogniseStaff.isThemselves(wang, fang)).isTrue();

        assertThat(ownMembership.unlink(wang, admin)).isEqualTo(new Outcome.Done());
        assertThat(recogniseStaff.isThemselves(wang, fang)).isFalse();
        assertThat(audited()).containsExactly("staff.membership-unlinked", "staff.membership-linked");
    }

    @Test
    void who_is_unknown_is_not_linked() {
        assertThat(ownMembership.link(StaffId.next(), fang, admin)).isEqualTo(new Outcome.UnknownStaff());
        assertThat(ownMembership.link(wang, MemberId.next(), admin)).isEqualTo(new Outcome.UnknownMember());
        assertThat(ownMembership.unlink(wang, admin)).isEqualTo(new Outcome.Done());
        assertThat(audited()).isEmpty();
    }

    private StaffId appoint(String login) {
        return ((AppointStaff.Outcome.Done) appointStaff.appoint(
                        login, login, "evergreen oak 7", Set.of(StaffRole.ADMIN), Optional.empty()))
                .staff();
    }

    private MemberId enrol(String phone) {
        return enrolMembers
                .enrol(List.of(new EnrolMembers.Enrolment(new Identifier(Identifier.Kind.PHONE, phone), null, "code")))
                .getFirst()
                .member();
    }

    private List<String> audited() {
        return auditTrail
                .find(new ReadAuditTrail.Query(
                        Optional.of("staff"), Optional.of(wang.toString()), Optional.empty(), Optional.empty(), 10))
                .lines()
                .stream()
                .map(ReadAuditTrail.Line::action)
                .filter(action -> action.startsWith("staff.membership"))
                .toList();
    }
}
