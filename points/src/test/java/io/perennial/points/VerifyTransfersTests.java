package io.perennial.points;

import static io.perennial.points.Corruption.fault;
import static io.perennial.points.Corruption.hex;
import static io.perennial.points.Stories.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.MemberId;
import io.perennial.points.SendPoints.Outcome.Sent;
import io.perennial.points.SendPoints.Sending;
import io.perennial.points.VerifyLedger.Breach;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Transfers and households against the entries of both sides, on the real database. */
@PointsTest
class VerifyTransfersTests {

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private SendPoints sendPoints;

    @Autowired
    private ReturnTransfer returnTransfer;

    @Autowired
    private KeepHousehold households;

    @Autowired
    private VerifyLedger verifyLedger;

    @Autowired
    private Corruption corruption;

    @Autowired
    private Members members;

    private MemberId anna;
    private MemberId ben;
    private TransferId arrived;
    private TransferId returned;
    private PoolId home;

    /** Anna sent Ben 30, and 40 that she took back; Ben put 20 into the household of the two. */
    @BeforeEach
    void transfers_and_a_household() {
        var people = members.enrol(2);
        anna = people.getFirst();
        ben = people.getLast();
        earnPoints.earn(List.of(purchase(anna, "A1", "100.00"), purchase(ben, "B1", "50.00")));
        arrived = ((Sent) sendPoints.send(new Sending(anna, ben, Points.of(30), "k1"))).transfer();
        returned = ((Sent) sendPoints.send(new Sending(anna, ben, Points.of(40), "k2"))).transfer();
        assertThat(returnTransfer.takeBack(anna, returned)).isInstanceOf(ReturnTransfer.Outcome.TakenBack.class);
        households.found(anna, "Home");
        households.join(ben, households.of(anna).orElseThrow().code());
        households.putIn(ben, Points.of(20), "p1");
        home = households.of(ben).orElseThrow().id();
    }

    @Test
    void names_a_transfer_whose_state_is_not_what_its_entries_say() {
        corruption.names(
                "UPDATE points_transfer SET state = 'RETURNING' WHERE transfer_id = " + hex(arrived),
                fault(Breach.TRANSFER_ARRIVED, ben, arrived, 30, 0));
    }

    @Test
    void names_a_transfer_that_came_back_by_its_entries_only() {
        corruption.names(
                "UPDATE points_transfer SET state = 'DELIVERED' WHERE transfer_id = " + hex(returned),
                fault(Breach.TRANSFER_RETURNED, anna, returned, 40, 0),
                fault(Breach.TRANSFER_ARRIVED, ben, returned, 0, 40));
    }

    @Test
    void names_a_transfer_of_other_points_than_were_sent() {
        corruption.names(
                "UPDATE points_transfer SET points = 31 WHERE transfer_id = " + hex(arrived),
                fault(Breach.TRANSFER_PIECES, anna, arrived, 30, 31),
                fault(Breach.TRANSFER_SENT, anna, arrived, 30, 31),
                fault(Breach.TRANSFER_ARRIVED, ben, arrived, 30, 31));
    }

    @Test
    void names_a_transfer_that_points_to_another_entry() {
        corruption.names(
                "UPDATE points_transfer SET sender_seq = sender_seq + 1 WHERE transfer_id = " + hex(arrived),
                fault(Breach.TRANSFER_SENT, anna, arrived, 0, 30));
    }

    @Test
    void names_a_transfer_whose_pieces_are_gone() {
        corruption.names(
                "DELETE FROM points_transfer_piece WHERE transfer_id = " + hex(arrived),
                fault(Breach.TRANSFER_PIECES, anna, arrived, 0, 30));
    }

    @Test
    void names_entries_whose_transfer_is_gone() {
        corruption.names(
                "DELETE FROM points_transfer WHERE transfer_id = " + hex(arrived),
                fault(Breach.TRANSFER_MISSING, anna, arrived, 2, null),
                fault(Breach.TRANSFER_MISSING, ben, arrived, 2, null));
    }

    @Test
    void names_a_transfer_that_would_be_another_members() {
        corruption.names(
                "UPDATE points_transfer SET receiver_id = %s WHERE transfer_id = %s".formatted(hex(anna), hex(arrived)),
                fault(Breach.TRANSFER_ARRIVED, anna, arrived, 0, 30),
                fault(Breach.TRANSFER_MISSING, ben, arrived, 2, null));
    }

    @Test
    void names_a_household_without_an_owner() {
        corruption.names(
                "UPDATE points_pool_member SET is_owner = FALSE",
                fault(Breach.HOUSEHOLD_OWNERS, home.account(), home, 0, 1));
    }

    @Test
    void names_a_household_with_two_owners() {
        corruption.names(
                "UPDATE points_pool_member SET is_owner = TRUE",
                fault(Breach.HOUSEHOLD_OWNERS, home.account(), home, 2, 1));
    }

    @Test
    void names_a_household_that_was_closed_with_people_and_points() {
        corruption.names(
                "UPDATE points_pool SET closed_at = made_at",
                fault(Breach.HOUSEHOLD_MISSING, anna, home, null, null),
                fault(Breach.HOUSEHOLD_MISSING, ben, home, null, null),
                fault(Breach.HOUSEHOLD_CLOSED, home.account(), home, 20, 0));
    }

    @Test
    void a_household_that_all_have_left_is_no_fault() {
        households.leave(anna);
        households.leave(ben);

        assertThat(verifyLedger.verify().faults()).isEmpty();
    }
}
