package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.KeepStaffSignIns.From;
import io.perennial.membership.KeepStaffSignIns.How;
import io.perennial.membership.KeepStaffSignIns.Query;
import io.perennial.membership.KeepStaffSignIns.Try;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How staff came in, or did not. */
@MembershipTest
class StaffSignInsTests {

    private static final From LAPTOP = new From("Firefox · Linux", "203.0.113.*");
    private static final From PHONE = new From("Safari · iPhone", "203.0.113.*");
    private static final From ELSEWHERE = new From("Firefox · Linux", "198.51.100.*");

    private final KeepStaffSignIns signIns;
    private final AppointStaff appointStaff;
    private final TurnableClock clock;

    StaffSignInsTests(KeepStaffSignIns signIns, AppointStaff appointStaff, TurnableClock clock) {
        this.signIns = signIns;
        this.appointStaff = appointStaff;
        this.clock = clock;
    }

    @Test
    void tells_a_device_and_a_network_that_are_new_and_those_that_are_known() {
        var ada = appoint("ada");
        signIns.keep(ada, How.SIGNED_IN, LAPTOP);
        signIns.keep(ada, How.SECOND_RIGHT, LAPTOP);
        signIns.keep(ada, How.SECOND_RIGHT, PHONE);
        signIns.keep(ada, How.SIGNED_IN, ELSEWHERE);
        signIns.keep(appoint("bob"), How.SIGNED_IN, LAPTOP);

        assertThat(all()).extracting(Try::newDevice).containsExactly(true, true, true, false, true);
        assertThat(find(Optional.of(ada), Optional.empty(), true)).hasSize(3);
    }

    @Test
    void a_device_with_which_nobody_came_in_stays_new() {
        var ada = appoint("ada");
        signIns.keep(ada, How.PASSWORD_RIGHT, LAPTOP);
        signIns.keep(ada, How.SECOND_WRONG, LAPTOP);
        signIns.keep(ada, How.SECOND_RIGHT, LAPTOP);

        assertThat(all()).extracting(Try::newDevice).containsExactly(true, false, false);
    }

    @Test
    void counts_a_login_that_is_nobodys_without_keeping_it() {
        var ada = appoint("ada");
        signIns.keep("hunter2-my-password", How.PASSWORD_WRONG, LAPTOP);
        signIns.keep(" Ada ", How.PASSWORD_WRONG, LAPTOP);

        assertThat(all()).extracting(Try::staff).containsExactly(ada, null);
        assertThat(all()).extracting(Try::staffName).containsExactly("Name of ada", null);
        assertThat(all().toString()).doesNotContain("hunter2");
        assertThat(find(Optional.empty(), Optional.of(How.PASSWORD_WRONG), false))
                .hasSize(2);
        assertThat(find(Optional.empty(), Optional.of(How.PASSWORD_LOCKED), false))
                .isEmpty();
    }

    @Test
    void forgets_what_is_older_than_it_is_kept() {
        var ada = appoint("ada");
        signIns.keep(ada, How.SIGNED_IN, LAPTOP);
        clock.turn(Duration.ofDays(KeepStaffSignIns.DAYS_KEPT - 1L));
        signIns.keep(ada, How.SIGNED_IN, LAPTOP);
        assertThat(all()).hasSize(2);
        clock.turn(Duration.ofDays(2));
        signIns.keep(ada, How.SIGNED_IN, PHONE);
        assertThat(all()).hasSize(2);
    }

    private StaffId appoint(String login) {
        return appointStaff.appoint(
                                login,
                                "Name of " + login,
                                "correct horse battery",
                                Set.of(StaffRole.ADMIN),
                                Optional.empty())
                        instanceof AppointStaff.Outcome.Done(var staff)
                ? staff
                : null;
    }

    private List<Try> all() {
        return find(Optional.empty(), Optional.empty(), false);
    }

    private List<Try> find(Optional<StaffId> staff, Optional<How> outcome, boolean newDevices) {
        return signIns.find(new Query(staff, outcome, newDevices, Optional.empty(), 200))
                .tries();
    }
}
