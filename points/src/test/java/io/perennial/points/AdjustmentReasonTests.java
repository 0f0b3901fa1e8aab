package io.perennial.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.AppointStaff;
import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadAuditTrail;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.points.EditAdjustmentReasons.Outcome;
import io.perennial.points.ReadAdjustments.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The reasons for which staff give and take points, on the real database. */
@PointsTest
class AdjustmentReasonTests {

    private static final BilingualText LATE = new BilingualText("送货迟到", "Late delivery");

    @Autowired
    private EditAdjustmentReasons editReasons;

    @Autowired
    private ReadAdjustments readAdjustments;

    @Autowired
    private AdjustPoints adjustPoints;

    @Autowired
    private ReadStatement readStatement;

    @Autowired
    private AppointStaff appointStaff;

    @Autowired
    private ReadAuditTrail auditTrail;

    @Autowired
    private Members members;

    private StaffId admin;

    @BeforeEach
    void there_is_an_admin() {
        admin = ((AppointStaff.Outcome.Done) appointStaff.appoint(
                        "ada", "ada", "correct-horse-battery-9", Set.of(StaffRole.ADMIN), Optional.empty()))
                .staff();
    }

    @Test
    void a_new_reason_comes_last_and_may_be_chosen() {
        assertThat(editReasons.add("late-delivery", LATE, admin)).isEqualTo(new Outcome.Done());

        assertThat(readAdjustments.reasons()).hasSize(7).last().isEqualTo(new Reason("late-delivery", LATE, false));
        assertThat(propose("late-delivery")).isInstanceOf(AdjustPoints.Outcome.Booked.class);
        assertThat(editReasons.add("late-delivery", LATE, admin)).isEqualTo(new Outcome.CodeTaken());
        assertThat(audited("late-delivery")).containsExactly("adjustment-reason.added");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "Late", "late delivery", "1late", "-late", "迟到", "l23456789012345678901234567890123"})
    void a_code_is_one_that_files_can_carry(String code) {
        assertThat(editReasons.add(code, LATE, admin)).isEqualTo(new Outcome.BadCode());
    }

    @Test
    void a_name_fits_into_a_line() {
        var long81 = new BilingualText("迟", "x".repeat(81));
        assertThat(editReasons.add("late", long81, admin)).isEqualTo(new Outcome.BadName());
        assertThat(editReasons.rename("goodwill", long81, admin)).isEqualTo(new Outcome.BadName());
    }

    @Test
    void an_entry_keeps_the_name_that_it_was_booked_with() {
        var anna = members.enrol();
        adjustPoints.propose(proposal(AdjustmentId.next(), anna, "goodwill"), admin);

        assertThat(editReasons.rename("goodwill", LATE, admin)).isEqualTo(new Outcome.Done());
        assertThat(editReasons.rename("goodwill", LATE, admin)).isEqualTo(new Outcome.Done());

        assertThat(((Why.Adjusted) readStatement.entry(anna, 1).orElseThrow().why())
                        .reason()
                        .en())
                .isEqualTo("Goodwill");
        assertThat(readAdjustments.of(anna, 1).getFirst().reason().name()).isEqualTo(LATE);
        assertThat(audited("goodwill")).containsExactly("adjustment-reason.renamed");
    }

    @Test
    void a_retired_reason_stays_for_what_was_booked_and_cannot_be_chosen() {
        var anna = members.enrol();
        var big = proposal(AdjustmentId.next(), anna, "goodwill");
        adjustPoints.propose(big, admin);

        assertThat(editReasons.retire("goodwill", admin)).isEqualTo(new Outcome.Done());
        assertThat(editReasons.retire("goodwill", admin)).isEqualTo(new Outcome.Done());

        assertThat(propose("goodwill")).isEqualTo(new AdjustPoints.Outcome.UnknownReason());
        assertThat(adjustPoints.propose(big, admin)).isInstanceOf(AdjustPoints.Outcome.AlreadyDecided.class);
        assertThat(readAdjustments.reasons()).extracting(Reason::code).doesNotContain("goodwill");
        assertThat(readAdjustments.everyReason()).extracting(Reason::code).contains("goodwill");
        var old = readAdjustments.find(big.id()).orElseThrow().reason();
        assertThat(old.retired()).isTrue();
        assertThat(old.name().en()).isEqualTo("Goodwill");

        assertThat(editReasons.bringBack("goodwill", admin)).isEqualTo(new Outcome.Done());
        assertThat(propose("goodwill")).isInstanceOf(AdjustPoints.Outcome.Booked.class);
        assertThat(audited("goodwill")).containsExactly("adjustment-reason.brought-back", "adjustment-reason.retired");
    }

    @Test
    void the_last_one_stays() {
        var codes = readAdjustments.reasons().stream().map(Reason::code).toList();
        codes.subList(1, codes.size())
                .forEach(code -> assertThat(editReasons.retire(code, admin)).isEqualTo(new Outcome.Done()));

        assertThat(editReasons.retire(codes.getFirst(), admin)).isEqualTo(new Outcome.LastReason());
        assertThat(readAdjustments.reasons()).hasSize(1);
    }

    @Test
    void what_is_unknown_cannot_be_changed() {
        assertThat(editReasons.rename("nothing", LATE, admin)).isEqualTo(new Outcome.UnknownReason());
        assertThat(editReasons.retire("nothing", admin)).isEqualTo(new Outcome.UnknownReason());
        assertThat(editReasons.bringBack("nothing", admin)).isEqualTo(new Outcome.UnknownReason());
    }

    private AdjustPoints.Outcome propose(String reason) {
        return adjustPoints.propose(proposal(AdjustmentId.next(), members.enrol(), reason), admin);
    }

    private static AdjustPoints.Proposal proposal(AdjustmentId id, MemberId member, String reason) {
        return new AdjustPoints.Proposal(
                id, member, 5, 0, reason, Optional.empty(), Optional.of("ticket 4711"), Optional.empty(), List.of());
    }

    private List<String> audited(String code) {
        return auditTrail
                .find(new ReadAuditTrail.Query(
                        Optional.of("adjustment-reason"), Optional.of(code), Optional.empty(), Optional.empty(), 10))
                .lines()
                .stream()
                .map(ReadAuditTrail.Line::action)
                .toList();
    }
}
