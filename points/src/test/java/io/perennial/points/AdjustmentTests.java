package io.perennial.points;

import static io.perennial.points.Stories.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.AppointStaff;
import io.perennial.membership.ChangeMemberStatus;
import io.perennial.membership.EnrolMembers;
import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.Identifier;
import io.perennial.membership.KeepOwnMembership;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.ReadAuditTrail;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.RedrawPicture;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.points.AdjustPoints.Outcome;
import io.perennial.points.AdjustPoints.Proposal;
import io.perennial.points.PointsPolicy.Refunds;
import io.perennial.points.ReadAdjustments.Status;
import io.perennial.testing.Together;
import io.perennial.testing.TurnableClock;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What staff give and take, and who may; on the real database. */
@PointsTest
class AdjustmentTests {

    @Autowired
    private AdjustPoints adjustPoints;

    @Autowired
    private ReadAdjustments readAdjustments;

    @Autowired
    private ReinstatePoints reinstatePoints;

    @Autowired
    private ExpirePoints expirePoints;

    @Autowired
    private PublishPolicy publishPolicy;

    @Autowired
    private ReadPolicy readPolicy;

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private ReadBalance readBalance;

    @Autowired
    private ReadStatement readStatement;

    @Autowired
    private ReadStanding readStanding;

    @Autowired
    private VerifyLedger verifyLedger;

    @Autowired
    private ReadAuditTrail readAuditTrail;

    @Autowired
    private KeepOwnMembership ownMembership;

    @Autowired
    private AppointStaff appointStaff;

    @Autowired
    private ChangeMemberStatus changeMemberStatus;

    @Autowired
    private EnrolMembers enrolMembers;

    @Autowired
    private Members members;

    @Autowired
    private TurnableClock clock;

    private MemberId anna;
    private StaffId support;
    private StaffId finance;

    @BeforeEach
    void anna_has_a_hundred_points_and_there_is_staff() {
        anna = members.enrol();
        earnPoints.earn(List.of(purchase(anna, "A1", "100.00")));
        support = appoint("support", StaffRole.SUPPORT);
        finance = appoint("finance", StaffRole.FINANCE);
    }

    @Test
    void what_is_within_the_limit_is_booked_at_once_told_and_audited() {
        var proposal = points(500);

        assertThat(adjustPoints.propose(proposal, support))
                .isEqualTo(new Outcome.Booked(proposal.id(), Points.of(600)));

        var line = readStatement.entry(anna, 2).orElseThrow();
        assertThat(line.kind()).isEqualTo(EntryKind.ADJUSTED);
        assertThat(line.why()).isInstanceOfSatisfying(Why.Adjusted.class, why -> {
            assertThat(why.reason().en()).isEqualTo("Goodwill");
            assertThat(why.note()).isEqualTo("Sorry about the mug");
        });
        assertThat(line.lastDay()).isEqualTo(LocalDate.parse("2028-11-30"));
        assertThat(readAdjustments.find(proposal.id())).hasValueSatisfying(booked -> {
            assertThat(booked.status()).isEqualTo(Status.BOOKED);
            assertThat(booked.entry()).contains(2L);
            assertThat(booked.internalNote()).contains("ticket 4711");
        });
        assertThat(audited(proposal.id())).containsExactly("adjustment.booked");
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    @Test
    void what_is_above_the_limit_waits_for_a_second_person() {
        var proposal = points(501);

        assertThat(adjustPoints.propose(proposal, support)).isEqualTo(new Outcome.WaitsForApproval(proposal.id(), 500));
        assertThat(balance()).isEqualTo(Points.of(100));
        assertThat(adjustPoints.approve(proposal.id(), support)).isEqualTo(new Outcome.NotForYou());
        assertThat(adjustPoints.reject(proposal.id(), "no", support)).isEqualTo(new Outcome.NotForYou());
        assertThat(adjustPoints.withdraw(proposal.id(), finance)).isEqualTo(new Outcome.NotForYou());

        assertThat(adjustPoints.approve(proposal.id(), finance))
                .isEqualTo(new Outcome.Booked(proposal.id(), Points.of(601)));
        assertThat(readAdjustments.find(proposal.id()).orElseThrow().decidedBy())
                .contains(finance);
        assertThat(audited(proposal.id())).containsExactly("adjustment.booked", "adjustment.proposed");
        assertThat(adjustPoints.approve(proposal.id(), finance)).isEqualTo(new Outcome.AlreadyDecided(Status.BOOKED));
    }

    @Test
    void only_certain_roles_approve() {
        var proposal = points(900);
        adjustPoints.propose(proposal, support);

        assertThat(adjustPoints.approve(proposal.id(), appoint("other", StaffRole.SUPPORT)))
                .isEqualTo(new Outcome.NotForYou());
        assertThat(adjustPoints.reject(proposal.id(), "no", appoint("auditor", StaffRole.AUDITOR)))
                .isEqualTo(new Outcome.NotForYou());
        assertThat(adjustPoints.approve(proposal.id(), appoint("boss", StaffRole.ADMIN)))
                .isInstanceOf(Outcome.Booked.class);
    }

    @Test
    void growth_counts_against_the_limit_and_lifts_the_member() {
        var proposal = proposal(0, 950);
        assertThat(adjustPoints.propose(proposal, support)).isInstanceOf(Outcome.WaitsForApproval.class);
        adjustPoints.approve(proposal.id(), finance);

        assertThat(readStanding.of(anna).orElseThrow().growth()).isEqualTo(1_050);
        assertThat(readStanding.of(anna).orElseThrow().tier().code()).isEqualTo("vip");

        assertThat(adjustPoints.propose(proposal(0, -2_000), finance)).isEqualTo(new Outcome.NotEnoughGrowth(1_050));
        assertThat(adjustPoints.propose(proposal(-10, -50), finance)).isInstanceOf(Outcome.Booked.class);
        assertThat(readStanding.of(anna).orElseThrow().growth()).isEqualTo(1_000);
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    @Test
    void nothing_is_taken_below_zero() {
        assertThat(adjustPoints.propose(points(-101), support)).isEqualTo(new Outcome.NotEnough(Points.of(100)));
        assertThat(readAdjustments.of(anna, 10)).isEmpty();

        assertThat(adjustPoints.propose(points(-100), support)).isInstanceOf(Outcome.Booked.class);
        assertThat(balance()).isEqualTo(Points.NONE);
    }

    @Test
    void what_was_there_when_proposed_and_is_gone_when_approved_stays_proposed() {
        earnPoints.earn(List.of(purchase(anna, "A2", "600.00")));
        var proposal = points(-700);
        adjustPoints.propose(proposal, support);
        adjustPoints.propose(points(-50), support);

        assertThat(adjustPoints.approve(proposal.id(), finance)).isEqualTo(new Outcome.NotEnough(Points.of(650)));
        assertThat(readAdjustments.find(proposal.id()).orElseThrow().status()).isEqualTo(Status.PROPOSED);
    }

    @Test
    void a_debt_is_made_only_where_the_policy_allows_one_and_repaid_by_what_comes_next() {
        var current = readPolicy.current();
        publishPolicy.publish(
                new PointsPolicy(
                        2,
                        current.expiry(),
                        current.expiryOfTiers(),
                        current.minimumLifeDays(),
                        current.noticeDays(),
                        current.pendingDays(),
                        Refunds.OVERDRAFT,
                        current.transfers(),
                        current.adjustments(),
                        clock.instant()),
                finance);

        assertThat(adjustPoints.propose(points(-130), support)).isInstanceOf(Outcome.Booked.class);
        assertThat(readBalance.of(anna).owed()).isEqualTo(Points.of(30));
        adjustPoints.propose(points(50), support);

        assertThat(balance()).isEqualTo(Points.of(20));
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    @Test
    void nobody_adjusts_or_approves_their_own_account() {
        var own = enrol(new Identifier(Identifier.Kind.EMAIL, "support@example.com"));
        var financeOwn = enrol(new Identifier(Identifier.Kind.CUSTOMER_NUMBER, "finance"));
        assertThat(adjustPoints.propose(proposal(own, 10, 0), support)).isEqualTo(new Outcome.OwnAccount());

        var proposal = proposal(financeOwn, 900, 0);
        assertThat(adjustPoints.propose(proposal, support)).isInstanceOf(Outcome.WaitsForApproval.class);
        assertThat(adjustPoints.approve(proposal.id(), finance)).isEqualTo(new Outcome.OwnAccount());
        assertThat(adjustPoints.propose(proposal(own, 10, 0), finance)).isInstanceOf(Outcome.Booked.class);
    }

    @Test
    void a_proposal_that_arrives_twice_counts_once() {
        var proposal = points(20);
        adjustPoints.propose(proposal, support);

        assertThat(adjustPoints.propose(proposal, support)).isEqualTo(new Outcome.AlreadyDecided(Status.BOOKED));
        assertThat(balance()).isEqualTo(Points.of(120));
    }

    @Test
    void of_many_who_approve_at_the_same_time_one_books() throws Exception {
        var proposal = points(900);
        adjustPoints.propose(proposal, support);
        var approvers = new ArrayList<StaffId>();
        for (int i = 0; i < 8; i++) {
            approvers.add(appoint("finance-" + i, StaffRole.FINANCE));
        }

        var outcomes = Together.run(8, number -> () -> adjustPoints.approve(proposal.id(), approvers.get(number)));

        assertThat(outcomes.stream().filter(Outcome.Booked.class::isInstance)).hasSize(1);
        assertThat(outcomes.stream().filter(new Outcome.AlreadyDecided(Status.BOOKED)::equals))
                .hasSize(7);
        assertThat(balance()).isEqualTo(Points.of(1_000));
    }

    @Test
    void what_is_rejected_or_withdrawn_moves_nothing_and_is_final() {
        var rejected = points(900);
        var withdrawn = points(900);
        adjustPoints.propose(rejected, support);
        adjustPoints.propose(withdrawn, support);
        assertThat(adjustPoints.reject(rejected.id(), " ", finance)).isEqualTo(new Outcome.EvidenceMissing());

        assertThat(adjustPoints.reject(rejected.id(), "no receipt", finance)).isEqualTo(new Outcome.Rejected());
        assertThat(adjustPoints.withdraw(withdrawn.id(), support)).isEqualTo(new Outcome.Withdrawn());

        assertThat(adjustPoints.approve(rejected.id(), finance)).isEqualTo(new Outcome.AlreadyDecided(Status.REJECTED));
        assertThat(balance()).isEqualTo(Points.of(100));
        assertThat(readAdjustments
                        .page(Optional.of(Status.PROPOSED), Optional.empty(), 10)
                        .adjustments())
                .isEmpty();
        assertThat(readAdjustments
                        .page(Optional.empty(), Optional.of(withdrawn.id()), 10)
                        .adjustments())
                .extracting(ReadAdjustments.Adjustment::id)
                .containsExactly(rejected.id());
    }

    @Test
    void what_cannot_be_meant_is_refused() {
        assertThat(adjustPoints.propose(points(0), support)).isEqualTo(new Outcome.NothingToAdjust());
        assertThat(adjustPoints.propose(points(AdjustPoints.MOST + 1), support)).isEqualTo(new Outcome.TooMuch());
        assertThat(adjustPoints.propose(points(Long.MIN_VALUE), support)).isEqualTo(new Outcome.TooMuch());
        assertThat(adjustPoints.propose(with("nonsense", Optional.of("why"), Optional.empty()), support))
                .isEqualTo(new Outcome.UnknownReason());
        assertThat(adjustPoints.propose(with("goodwill", Optional.of(" "), Optional.empty()), support))
                .isEqualTo(new Outcome.EvidenceMissing());
        assertThat(adjustPoints.propose(with("goodwill", Optional.empty(), Optional.of("x".repeat(501))), support))
                .isEqualTo(new Outcome.TooLong());
        assertThat(adjustPoints.propose(proposal(MemberId.next(), 5, 0), support))
                .isEqualTo(new Outcome.UnknownMember());
        changeMemberStatus.change(anna, MemberStatus.CLOSED, "gone", support);
        assertThat(adjustPoints.propose(points(5), support)).isEqualTo(new Outcome.MemberClosed());
        assertThat(adjustPoints.propose(points(5_000), support)).isEqualTo(new Outcome.MemberClosed());
        assertThat(readAdjustments.of(anna, 10)).isEmpty();
    }

    @Test
    void what_expired_comes_back_once_linked_to_its_expiry() {
        expire();
        var today = LocalDate.parse("2028-12-01");

        assertThat(reinstatePoints.reinstate(anna, 2, today.plusDays(60), "was in hospital", support))
                .isEqualTo(new ReinstatePoints.Outcome.Reinstated(Points.of(100), Points.of(100)));

        var line = readStatement.entry(anna, 3).orElseThrow();
        assertThat(line.kind()).isEqualTo(EntryKind.REINSTATED);
        assertThat(line.why()).isEqualTo(new Why.Reinstated(LocalDate.parse("2028-11-30")));
        assertThat(line.lastDay()).isEqualTo(today.plusDays(60));
        assertThat(reinstatePoints.reinstate(anna, 2, today.plusDays(60), "again", support))
                .isEqualTo(new ReinstatePoints.Outcome.AlreadyReinstated());
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    @Test
    void what_never_expired_or_long_ago_does_not_come_back() {
        expire();
        var day = LocalDate.parse("2029-12-31");
        assertThat(reinstatePoints.reinstate(anna, 1, day, "why", support))
                .isEqualTo(new ReinstatePoints.Outcome.NotExpired());
        assertThat(reinstatePoints.reinstate(anna, 9, day, "why", support))
                .isEqualTo(new ReinstatePoints.Outcome.NotExpired());
        assertThat(reinstatePoints.reinstate(anna, 2, LocalDate.parse("2028-11-30"), "why", support))
                .isEqualTo(new ReinstatePoints.Outcome.BadDay());
        assertThat(reinstatePoints.reinstate(anna, 2, day, " ", support))
                .isEqualTo(new ReinstatePoints.Outcome.ReasonMissing());
        clock.turn(Duration.ofDays(PointsPolicy.Grace.USUAL.reinstatementDays()).plusSeconds(1));
        assertThat(reinstatePoints.reinstate(anna, 2, day, "why", support))
                .isEqualTo(new ReinstatePoints.Outcome.TooLate(180));
        assertThat(balance()).isEqualTo(Points.NONE);
    }

    private void expire() {
        clock.turnTo(readBalance
                .of(anna)
                .expiring()
                .getFirst()
                .lastDay()
                .plusDays(1)
                .atStartOfDay(ZoneId.of("Asia/Shanghai"))
                .toInstant());
        expirePoints.expire(clock.instant());
    }

    private Points balance() {
        return readBalance.of(anna).points();
    }

    @Test
    void a_picture_is_evidence_and_is_kept_drawn_anew() throws IOException {
        var proposal = pictures(png(30, 20), png(40, 10));

        assertThat(adjustPoints.propose(proposal, support)).isInstanceOf(Outcome.Booked.class);

        assertThat(readAdjustments.find(proposal.id()).orElseThrow().pictures()).isEqualTo(2);
        var second = readAdjustments.picture(proposal.id(), 2).orElseThrow();
        assertThat(second.contentType()).isEqualTo("image/jpeg");
        assertThat(ImageIO.read(new ByteArrayInputStream(second.bytes())).getWidth())
                .isEqualTo(40);
        assertThat(readAdjustments.picture(proposal.id(), 3)).isEmpty();
        assertThat(readAdjustments.picture(AdjustmentId.next(), 1)).isEmpty();
    }

    @Test
    void what_is_no_picture_or_too_much_of_it_is_refused_whole() throws IOException {
        assertThat(adjustPoints.propose(pictures("<svg/>".getBytes(StandardCharsets.UTF_8)), support))
                .isEqualTo(new Outcome.NotAPicture());
        assertThat(adjustPoints.propose(pictures(png(3, 2), new byte[RedrawPicture.MOST_BYTES + 1]), support))
                .isEqualTo(new Outcome.PictureTooLarge());
        var one = png(3, 2);
        assertThat(adjustPoints.propose(pictures(one, one, one, one, one), support))
                .isEqualTo(new Outcome.TooManyPictures());
        assertThat(adjustPoints.propose(pictures(), support)).isEqualTo(new Outcome.EvidenceMissing());
        assertThat(balance()).isEqualTo(Points.of(100));
        assertThat(readAdjustments.of(anna, 10)).isEmpty();
    }

    @Test
    void nobody_adjusts_the_membership_that_is_linked_to_them() {
        ownMembership.link(support, anna, finance);
        assertThat(adjustPoints.propose(points(5), support)).isEqualTo(new Outcome.OwnAccount());

        var big = points(600);
        var other = appoint("other", StaffRole.SUPPORT);
        adjustPoints.propose(big, other);
        ownMembership.link(finance, anna, other);
        assertThat(adjustPoints.approve(big.id(), finance)).isEqualTo(new Outcome.OwnAccount());
    }

    private Proposal pictures(byte[]... uploaded) {
        return new Proposal(
                AdjustmentId.next(),
                anna,
                5,
                0,
                "goodwill",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(uploaded));
    }

    private static byte[] png(int width, int height) throws IOException {
        var written = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", written);
        return written.toByteArray();
    }

    private Proposal points(long points) {
        return proposal(points, 0);
    }

    private Proposal proposal(long points, long growth) {
        return proposal(anna, points, growth);
    }

    private static Proposal proposal(MemberId member, long points, long growth) {
        return new Proposal(
                AdjustmentId.next(),
                member,
                points,
                growth,
                "goodwill",
                Optional.of("Sorry about the mug"),
                Optional.of("ticket 4711"),
                Optional.empty(),
                List.of());
    }

    private Proposal with(String reason, Optional<String> internal, Optional<String> evidence) {
        return new Proposal(AdjustmentId.next(), anna, 5, 0, reason, Optional.empty(), internal, evidence, List.of());
    }

    private List<String> audited(AdjustmentId id) {
        return readAuditTrail
                .find(new ReadAuditTrail.Query(
                        Optional.of("adjustment"), Optional.of(id.toString()), Optional.empty(), Optional.empty(), 10))
                .lines()
                .stream()
                .map(ReadAuditTrail.Line::action)
                .toList();
    }

    private MemberId enrol(Identifier identifier) {
        return enrolMembers
                .enrol(List.of(new Enrolment(identifier, null, "import")))
                .getFirst()
                .member();
    }

    private StaffId appoint(String login, StaffRole role) {
        var outcome = appointStaff.appoint(login, login, "correct-horse-battery-9", Set.of(role), Optional.empty());
        return outcome instanceof AppointStaff.Outcome.Done(var staff) ? staff : failed(outcome);
    }

    private static StaffId failed(AppointStaff.Outcome outcome) {
        throw new AssertionError(outcome.toString());
    }
}
