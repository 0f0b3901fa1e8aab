package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.membership.AssignIdentifiers.Outcome;
import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.ReadAuditTrail.Line;
import io.perennial.membership.ReadAuditTrail.Query;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@MembershipTest
class AssignIdentifiersTests {

    private static final Identifier CARD = new Identifier(Kind.CARD_NUMBER, "88001234567");
    private static final StaffId STAFF = StaffId.next();

    private final AssignIdentifiers assign;
    private final EnrolMembers enrolMembers;
    private final ChangeMemberStatus changeMemberStatus;
    private final RecogniseMembers recogniseMembers;
    private final ReadAuditTrail audit;

    AssignIdentifiersTests(
            AssignIdentifiers assign,
            EnrolMembers enrolMembers,
            ChangeMemberStatus changeMemberStatus,
            RecogniseMembers recogniseMembers,
            ReadAuditTrail audit) {
        this.assign = assign;
        this.enrolMembers = enrolMembers;
        this.changeMemberStatus = changeMemberStatus;
        this.recogniseMembers = recogniseMembers;
        this.audit = audit;
    }

    @Test
    void assigns_a_card_and_withdraws_it_and_writes_both_down_without_the_whole_number() {
        var lin = enrol("+8613800138000");

        assertThat(assign.assign(lin, CARD, STAFF)).isEqualTo(new Outcome.Done());
        assertThat(recogniseMembers.recognise(CARD)).hasValue(lin);
        assertThat(assign.assign(lin, CARD, STAFF)).isEqualTo(new Outcome.Done());
        assertThat(assign.withdraw(lin, CARD, STAFF)).isEqualTo(new Outcome.Done());
        assertThat(recogniseMembers.recognise(CARD)).isEmpty();

        assertThat(trail(lin))
                .extracting(Line::action)
                .containsExactly("member.identifier-withdrawn", "member.identifier-assigned");
        assertThat(trail(lin))
                .allSatisfy(line -> assertThat(line.before() + line.after())
                        .contains("4567")
                        .doesNotContain(CARD.value()));
    }

    @Test
    void gives_nobody_a_card_that_another_member_has() {
        var lin = enrol("+8613800138000");
        var mei = enrol("+8613900139000");
        assign.assign(lin, CARD, STAFF);

        assertThat(assign.assign(mei, CARD, STAFF)).isEqualTo(new Outcome.Taken());
        assertThat(assign.withdraw(mei, CARD, STAFF)).isEqualTo(new Outcome.NotTheirs());
        assertThat(recogniseMembers.recognise(CARD)).hasValue(lin);
        assertThat(trail(mei)).isEmpty();
    }

    @Test
    void changes_nothing_of_unknown_and_closed_members() {
        var lin = enrol("+8613800138000");
        changeMemberStatus.change(lin, MemberStatus.CLOSED, "asked for it", STAFF);

        assertThat(assign.assign(lin, CARD, STAFF)).isEqualTo(new Outcome.Closed());
        assertThat(assign.assign(MemberId.next(), CARD, STAFF)).isEqualTo(new Outcome.UnknownMember());
    }

    @Test
    void leaves_phones_and_addresses_to_those_who_can_prove_them() {
        var lin = enrol("+8613800138000");

        assertThatThrownBy(() -> assign.assign(lin, new Identifier(Kind.EMAIL, "lin@example.com"), STAFF))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private MemberId enrol(String phone) {
        return enrolMembers
                .enrol(List.of(new Enrolment(new Identifier(Kind.PHONE, phone), null, "till")))
                .getFirst()
                .member();
    }

    private List<Line> trail(MemberId member) {
        return audit.find(new Query(
                        Optional.of("member"), Optional.of(member.toString()), Optional.empty(), Optional.empty(), 50))
                .lines();
    }
}
