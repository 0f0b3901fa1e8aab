package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.GrowStanding.Growth;
import io.perennial.membership.HoldTier.Outcome;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.SettleTiers.Sweep;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.Together;
import io.perennial.testing.TurnableClock;
import io.perennial.testing.TurnedBack;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.modulith.test.AssertablePublishedEvents;

@MembershipTest
@ExtendWith(TurnedBack.class)
class SettleTiersTests {

    private static final StaffId ADA = StaffId.next();
    private static final Duration A_YEAR = Duration.ofDays(367);

    private final SettleTiers settleTiers;
    private final EditLadder editLadder;
    private final ReadLadder readLadder;
    private final HoldTier holdTier;
    private final ReadTierFloors readTierFloors;
    private final AnnounceFall announceFall;
    private final ReadOutlook readOutlook;
    private final EnrolMembers enrolMembers;
    private final GrowStanding growStanding;
    private final ReadStanding readStanding;
    private final ReadAuditTrail readAuditTrail;
    private final TurnableClock clock;

    SettleTiersTests(
            SettleTiers settleTiers,
            EditLadder editLadder,
            ReadLadder readLadder,
            HoldTier holdTier,
            ReadTierFloors readTierFloors,
            AnnounceFall announceFall,
            ReadOutlook readOutlook,
            EnrolMembers enrolMembers,
            GrowStanding growStanding,
            ReadStanding readStanding,
            ReadAuditTrail readAuditTrail,
            TurnableClock clock) {
        this.settleTiers = settleTiers;
        this.editLadder = editLadder;
        this.readLadder = readLadder;
        this.holdTier = holdTier;
        this.readTierFloors = readTierFloors;
        this.announceFall = announceFall;
        this.readOutlook = readOutlook;
        this.enrolMembers = enrolMembers;
        this.growStanding = growStanding;
        this.readStanding = readStanding;
        this.readAuditTrail = readAuditTrail;
        this.clock = clock;
    }

    @Test
    void renews_begins_grace_and_takes_one_step_down_and_says_so(AssertablePublishedEvents events) {
        var kept = enrol();
        var falls = enrol();
        grow(kept, 1_000);
        grow(kept, 900);
        grow(falls, 10_000);
        assertThat(settleTiers.settle()).isEqualTo(Sweep.NOTHING);

        clock.turn(A_YEAR);
        assertThat(settleTiers.settle()).isEqualTo(new Sweep(1, 1, 0, 0, 0));
        assertThat(standing(kept).tenure().counted()).isEqualTo(100);
        assertThat(standing(falls).tier().code()).isEqualTo("black");
        announceFall.shown(standing(falls));
        announceFall.shown(standing(falls));
        assertThat(standing(falls).tenure().told()).isTrue();
        assertThat(settleTiers.settle()).isEqualTo(Sweep.NOTHING);

        clock.turn(Duration.ofDays(31));
        assertThat(settleTiers.settle()).isEqualTo(new Sweep(0, 0, 0, 1, 0));
        assertThat(standing(falls).tier().code()).isEqualTo("vip");
        assertThat(standing(falls).growth()).isZero();
        assertThat(readStanding.history(falls).getFirst().happenedAt()).isEqualTo(clock.instant());
        assertThat(events.ofType(TiersChanged.class)
                        .matching(event -> event.at().equals(clock.instant())))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.moves()).containsExactly(new TiersChanged.Move(falls, "black", "vip", 0)));
        assertThat(bookedSum(falls)).isZero();
    }

    @Test
    void gives_more_time_once_to_a_member_who_never_looked() {
        var member = enrol();
        grow(member, 1_000);
        clock.turn(A_YEAR);
        settleTiers.settle();
        clock.turn(Duration.ofDays(31));

        assertThat(settleTiers.settle()).isEqualTo(new Sweep(0, 0, 1, 0, 0));
        clock.turn(Duration.ofDays(45));
        assertThat(settleTiers.settle()).isEqualTo(new Sweep(0, 0, 0, 1, 0));
    }

    @Test
    void notes_no_notice_while_the_end_is_far_or_the_tier_is_safe() {
        var far = enrol();
        grow(far, 1_000);
        announceFall.shown(standing(far));
        assertThat(standing(far).tenure().told()).isFalse();

        var safe = enrol();
        grow(safe, 1_900);
        clock.turn(Duration.ofDays(330));
        announceFall.shown(standing(safe));
        announceFall.shown(standing(far));

        assertThat(standing(safe).tenure().told()).isFalse();
        assertThat(standing(far).tenure().told()).isTrue();
    }

    /** Chunks of 500, and a second evaluation at the same time, as when a lock of the scheduler was lost. */
    @Test
    void judges_each_of_many_once_when_several_evaluations_meet() throws Exception {
        var members = enrol(1_300);
        for (var amount : List.of(1_000, 900)) {
            growStanding.grow(
                    members.stream().map(member -> growth(member, amount)).toList());
        }
        clock.turn(A_YEAR);

        var sweeps = Together.run(3, () -> settleTiers.settle());

        assertThat(sweeps.stream().mapToLong(Sweep::renewed).sum()).isEqualTo(1_300);
        assertThat(readStanding.of(members).values()).hasSize(1_300).allSatisfy(standing -> {
            assertThat(standing.growth()).isEqualTo(100);
            assertThat(standing.tenure().counted()).isEqualTo(100);
        });
    }

    @Test
    void gives_the_last_place_to_one_of_those_who_reach_it_at_the_same_time() throws Exception {
        limitBlackTo(3);
        var members = enrol(20);

        Together.run(20, i -> () -> growStanding.grow(List.of(growth(members.get(i), 10_000 + i))));

        assertThat(onBlack(members)).isEqualTo(3);
        assertThat(readStanding.of(members).values())
                .filteredOn(standing -> standing.tenure().waitingSince().isPresent())
                .hasSize(17)
                .allSatisfy(standing -> assertThat(standing.tier().code()).isEqualTo("vip"));
    }

    @Test
    void admits_those_with_the_most_growth_of_one_batch() {
        limitBlackTo(2);
        var members = enrol(4);

        growStanding.grow(List.of(
                growth(members.get(0), 10_000),
                growth(members.get(1), 30_000),
                growth(members.get(2), 20_000),
                growth(members.get(3), 5_000)));

        assertThat(tiersOf(members)).containsExactly("vip", "black", "black", "vip");
        assertThat(readStanding.history(members.get(1))).hasSize(1);
    }

    @Test
    void fills_places_by_growth_then_by_date_and_lets_nobody_overtake_by_day() {
        limitBlackTo(1);
        var members = enrol(5);
        grow(members.get(0), 10_000);
        grow(members.get(1), 11_000);
        clock.turn(Duration.ofDays(1));
        grow(members.get(2), 12_000);
        grow(members.get(3), 11_000);
        limitBlackTo(1);
        holdTier.hold(members.get(4), "vip", Optional.empty(), "a friend", ADA);

        clock.turn(Duration.ofDays(1));
        publish(2);
        assertThat(tiersOf(members)).containsExactly("black", "vip", "black", "vip", "vip");

        close(members.get(0));
        grow(members.get(4), 10_500);
        assertThat(standing(members.get(4)).tier().code())
                .as("others wait longer")
                .isEqualTo("vip");
        assertThat(settleTiers.settle()).isEqualTo(new Sweep(0, 0, 0, 0, 1));
        assertThat(standing(members.get(1)).tier().code()).isEqualTo("black");
        assertThat(settleTiers.settle()).isEqualTo(Sweep.NOTHING);
    }

    @Test
    void never_gives_more_places_than_there_are_while_some_grow_and_others_are_let_in() throws Exception {
        limitBlackTo(1);
        var waiting = enrol(10);
        waiting.forEach(member -> grow(member, 10_100));
        var rising = enrol(10);
        publish(6);
        limitBlackTo(8);

        Together.run(
                12,
                i -> () -> i < 10 ? growStanding.grow(List.of(growth(rising.get(i), 15_000))) : settleTiers.settle());
        settleTiers.settle();

        assertThat(onBlack(waiting) + onBlack(rising)).isEqualTo(8);
    }

    @Test
    void holds_a_tier_by_hand_with_its_reason_and_end(AssertablePublishedEvents events) {
        var member = enrol();
        var lastDay = today().plusDays(30);

        var outcome = holdTier.hold(member, "vip", Optional.of(lastDay), " for the press ", ADA);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Done.class, done -> {
            assertThat(done.standing()).isEqualTo(standing(member));
            assertThat(done.standing().tier().code()).isEqualTo("vip");
            assertThat(done.standing().tenure().floor())
                    .hasValueSatisfying(floor -> assertThat(floor.isForLife()).isFalse());
        });
        assertThat(events.ofType(TiersChanged.class)).hasSize(1);
        assertThat(readTierFloors.of(member)).singleElement().satisfies(given -> {
            assertThat(given.reason()).isEqualTo("for the press");
            assertThat(given.by()).isEqualTo(ADA);
        });
        assertThat(readAuditTrail
                        .find(new ReadAuditTrail.Query(
                                Optional.of("member"), Optional.empty(), Optional.empty(), Optional.empty(), 10))
                        .lines())
                .singleElement()
                .satisfies(line -> assertThat(line.after()).contains("for the press"));

        clock.turn(Duration.ofDays(31));
        assertThat(settleTiers.settle().inGrace()).isEqualTo(1);
        clock.turn(Duration.ofDays(80));
        settleTiers.settle();
        clock.turn(Duration.ofDays(80));
        settleTiers.settle();
        assertThat(standing(member).tier().code()).isEqualTo("member");
    }

    @Test
    void replaces_and_releases_what_was_held() {
        var member = enrol();
        holdTier.hold(member, "black", Optional.empty(), "founder", ADA);
        holdTier.hold(member, "vip", Optional.empty(), "a mistake: VIP was meant", ADA);

        assertThat(standing(member).tier().code())
                .as("nobody is moved down by hand")
                .isEqualTo("black");
        assertThat(readTierFloors.of(member)).hasSize(2);
        assertThat(readTierFloors.of(member).getLast().endedBy()).hasValue(ADA);
        assertThat(holdTier.release(member, "left the company", ADA)).isInstanceOf(Outcome.Done.class);
        assertThat(holdTier.release(member, "again", ADA)).isEqualTo(new Outcome.NothingHeld());
        assertThat(settleTiers.settle().inGrace()).isEqualTo(1);
    }

    @Test
    void refuses_what_cannot_be_held() {
        limitBlackTo(1);
        var member = enrol();
        grow(enrol(), 10_000);

        assertThat(holdTier.hold(member, "vip", Optional.empty(), " ", ADA)).isEqualTo(new Outcome.ReasonMissing());
        assertThat(holdTier.hold(member, "vip", Optional.of(today().minusDays(1)), "late", ADA))
                .isEqualTo(new Outcome.DayIsOver());
        assertThat(holdTier.hold(MemberId.next(), "vip", Optional.empty(), "who", ADA))
                .isEqualTo(new Outcome.UnknownMember());
        assertThat(holdTier.hold(member, "gold", Optional.empty(), "what", ADA)).isEqualTo(new Outcome.UnknownTier());
        assertThat(holdTier.hold(member, "member", Optional.empty(), "all are", ADA))
                .isEqualTo(new Outcome.UnknownTier());
        assertThat(holdTier.hold(member, "black", Optional.empty(), "full", ADA))
                .isEqualTo(new Outcome.Full());
        close(member);
        assertThat(holdTier.hold(member, "vip", Optional.empty(), "gone", ADA)).isEqualTo(new Outcome.MemberClosed());
        assertThat(readTierFloors.of(member)).isEmpty();
    }

    @Test
    void begins_periods_for_all_when_tiers_get_an_end() {
        var terms = new LadderTerms(LadderTerms.Period.UNLIMITED, 0, 0, false);
        editLadder.publish(new Ladder(readLadder.ladder().tiers(), terms), readLadder.version(), ADA);
        var member = enrol();
        grow(member, 1_500);
        clock.turn(A_YEAR.multipliedBy(3));
        assertThat(settleTiers.settle()).isEqualTo(Sweep.NOTHING);
        assertThat(standing(member).tenure().until()).isEmpty();

        editLadder.publish(new Ladder(readLadder.ladder().tiers()), readLadder.version(), ADA);
        settleTiers.settle();

        assertThat(standing(member).tenure().until()).isPresent();
        assertThat(standing(member).tenure().missing()).isEqualTo(800);
        assertThat(standing(member).growth()).isEqualTo(1_500);
    }

    @Test
    void tells_where_a_member_is_heading_and_what_a_purchase_would_change() {
        var member = enrol();
        clock.turn(Duration.ofDays(90));
        grow(member, 1_000);

        assertThat(readOutlook.of(member)).hasValueSatisfying(outlook -> {
            assertThat(outlook.pace()).isEqualTo(1_000);
            assertThat(outlook.projectedGrowth()).isBetween(5_000L, 5_100L);
            assertThat(outlook.projectedTier().code()).isEqualTo("vip");
        });
        assertThat(readOutlook.with(member, 9_000)).hasValueSatisfying(outlook -> {
            assertThat(outlook.standing().tier().code()).isEqualTo("black");
            assertThat(outlook.standing().growth()).isEqualTo(10_000);
        });
        assertThat(standing(member).growth()).as("nothing happened").isEqualTo(1_000);
        clock.turn(Duration.ofDays(200));
        assertThat(readOutlook.of(member)).hasValueSatisfying(outlook -> {
            assertThat(outlook.falls()).isTrue();
            assertThat(outlook.projectedTier().code()).isEqualTo("member");
        });
        assertThat(readOutlook.of(MemberId.next())).isEmpty();
    }

    private void limitBlackTo(int places) {
        publish(places);
    }

    private void publish(int places) {
        var tiers = readLadder.ladder().tiers();
        editLadder.publish(
                new Ladder(List.of(tiers.get(0), tiers.get(1), tiers.get(2).withPlaces(places))),
                readLadder.version(),
                ADA);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
    }

    private static void close(MemberId member) {
        TestDatabase.get()
                .dsl()
                .execute("UPDATE membership_member SET status = 'CLOSED' WHERE member_id = ?", bytes(member));
    }

    private static long bookedSum(MemberId member) {
        return TestDatabase.get()
                .dsl()
                .fetchSingle(
                        "SELECT CAST(COALESCE(SUM(amount), 0) AS SIGNED) FROM membership_growth WHERE member_id = ?",
                        bytes(member))
                .get(0, long.class);
    }

    private static byte[] bytes(MemberId member) {
        var value = member.value();
        return ByteBuffer.allocate(16)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .array();
    }

    private long onBlack(List<MemberId> members) {
        return tiersOf(members).stream().filter("black"::equals).count();
    }

    private List<String> tiersOf(List<MemberId> members) {
        var standings = readStanding.of(members);
        return members.stream()
                .map(member -> standings.get(member).tier().code())
                .toList();
    }

    private Standing standing(MemberId member) {
        return readStanding.of(member).orElseThrow();
    }

    private void grow(MemberId member, long amount) {
        growStanding.grow(List.of(growth(member, amount)));
    }

    private int grown;

    private synchronized Growth growth(MemberId member, long amount) {
        return new Growth(member, amount, "purchase-" + grown++, clock.instant());
    }

    private int enrolled;

    private MemberId enrol() {
        return enrol(1).getFirst();
    }

    private List<MemberId> enrol(int people) {
        return enrolMembers
                .enrol(IntStream.range(0, people)
                        .mapToObj(_ ->
                                new Enrolment(new Identifier(Kind.CUSTOMER_NUMBER, "C-" + enrolled++), null, "import"))
                        .toList())
                .stream()
                .map(EnrolMembers.Enrolled::member)
                .toList();
    }
}
