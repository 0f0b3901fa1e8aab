package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.EditLadder.Impact;
import io.perennial.membership.EditLadder.Move;
import io.perennial.membership.EditLadder.Outcome;
import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.GrowStanding.Growth;
import io.perennial.membership.Identifier.Kind;
import io.perennial.testing.Together;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.test.AssertablePublishedEvents;

@MembershipTest
class EditLadderTests {

    private static final StaffId ADA = StaffId.next();
    private static final Tier MEMBER = tier("member", 0, 0);
    private static final Tier VIP = tier("vip", 1, 1_000);
    private static final Tier BLACK = tier("black", 2, 10_000);

    private final EditLadder editLadder;
    private final ReadLadder readLadder;
    private final EnrolMembers enrolMembers;
    private final GrowStanding growStanding;
    private final ReadStanding readStanding;
    private final ReadAuditTrail readAuditTrail;
    private final SettleTiers settleTiers;
    private final TurnableClock clock;

    EditLadderTests(
            EditLadder editLadder,
            ReadLadder readLadder,
            EnrolMembers enrolMembers,
            GrowStanding growStanding,
            ReadStanding readStanding,
            ReadAuditTrail readAuditTrail,
            SettleTiers settleTiers,
            TurnableClock clock) {
        this.editLadder = editLadder;
        this.readLadder = readLadder;
        this.enrolMembers = enrolMembers;
        this.growStanding = growStanding;
        this.readStanding = readStanding;
        this.readAuditTrail = readAuditTrail;
        this.settleTiers = settleTiers;
        this.clock = clock;
    }

    @Test
    void begins_with_member_vip_and_black() {
        assertThat(readLadder.version()).isEqualTo(1);
        assertThat(readLadder.ladder().tiers())
                .extracting(Tier::code, Tier::entryLine)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("member", 0L),
                        org.assertj.core.groups.Tuple.tuple("vip", 1_000L),
                        org.assertj.core.groups.Tuple.tuple("black", 10_000L));
    }

    @Test
    void publishes_names_lines_and_a_tier_at_the_top(AssertablePublishedEvents events) {
        var ladder = new Ladder(List.of(MEMBER, tier("vip", 1, 500), BLACK, tier("jade", 3, 50_000)));

        assertThat(editLadder.publish(ladder, 1, ADA)).isEqualTo(new Outcome.Published(new Impact(List.of())));

        assertThat(readLadder.ladder()).isEqualTo(ladder);
        assertThat(readLadder.version()).isEqualTo(2);
        assertThat(events.ofType(LadderPublished.class)).containsExactly(new LadderPublished(2, clock.instant()));
        assertThat(events.ofType(TiersChanged.class)).isEmpty();
    }

    @Test
    void shows_who_would_rise_and_moves_nobody_yet() {
        grown(0, 400, 499, 500, 999, 1_500, 9_999, 12_000);
        var ladder = new Ladder(List.of(MEMBER, tier("vip", 1, 500), tier("black", 2, 900)));

        assertThat(editLadder.preview(ladder).moves())
                .containsExactly(
                        new Move("member", "vip", 1), new Move("member", "black", 1), new Move("vip", "black", 2));
        assertThat(readLadder.version()).isEqualTo(1);
    }

    @Test
    void lifts_in_the_same_transaction_who_reaches_a_new_line(AssertablePublishedEvents events) {
        var members = grown(499, 500, 999, 1_500);
        clock.turn(Duration.ofDays(1));
        var ladder = new Ladder(List.of(MEMBER, tier("vip", 1, 500), BLACK));

        var outcome = editLadder.publish(ladder, 1, ADA);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Published.class,
                        published ->
                                assertThat(published.impact().moves()).containsExactly(new Move("member", "vip", 2)));
        assertThat(tiersOf(members)).containsExactly("member", "vip", "vip", "vip");
        assertThat(readStanding.of(members.get(1)).orElseThrow().tierSince()).isEqualTo(clock.instant());
        assertThat(readStanding.history(members.get(1)))
                .containsExactly(new ReadStanding.TierChange(
                        MEMBER, tier("vip", 1, 500), 500, clock.instant(), clock.instant()));
        assertThat(events.ofType(TiersChanged.class)
                        .matching(event -> event.at().equals(clock.instant())))
                .singleElement()
                .satisfies(event -> assertThat(event.moves())
                        .containsExactlyInAnyOrder(
                                new TiersChanged.Move(members.get(1), "member", "vip", 500),
                                new TiersChanged.Move(members.get(2), "member", "vip", 999)));
    }

    @Test
    void demotes_nobody_when_lines_rise() {
        var members = grown(1_000, 5_000);

        editLadder.publish(new Ladder(List.of(MEMBER, tier("vip", 1, 3_000), BLACK)), 1, ADA);

        assertThat(tiersOf(members)).containsExactly("vip", "vip");
    }

    @Test
    void splits_a_great_lifting_into_events_of_a_thousand(AssertablePublishedEvents events) {
        var members = grown(IntStream.range(0, 2_100).map(_ -> 600).toArray());

        editLadder.publish(new Ladder(List.of(MEMBER, tier("vip", 1, 500), BLACK)), 1, ADA);

        assertThat(tiersOf(members)).hasSize(2_100).containsOnly("vip");
        var moved = new ArrayList<TiersChanged.Move>();
        events.ofType(TiersChanged.class).forEach(event -> {
            assertThat(event.moves()).hasSizeLessThanOrEqualTo(1_000);
            moved.addAll(event.moves());
        });
        assertThat(moved).extracting(TiersChanged.Move::member).containsExactlyInAnyOrderElementsOf(members);
    }

    @Test
    void refuses_to_remove_a_tier() {
        assertThat(editLadder.publish(new Ladder(List.of(MEMBER, VIP)), 1, ADA))
                .isEqualTo(new Outcome.TierRemoved("black"));
        assertThat(editLadder.publish(new Ladder(List.of(MEMBER, tier("gold", 1, 700), tier("black", 2, 900))), 1, ADA))
                .isEqualTo(new Outcome.TierRemoved("vip"));
        assertThat(readLadder.version()).isEqualTo(1);
    }

    @Test
    void keeps_tiers_in_their_order() {
        var swapped = new Ladder(List.of(MEMBER, tier("black", 1, 1_000), tier("vip", 2, 10_000)));
        var between =
                new Ladder(List.of(MEMBER, tier("gold", 1, 500), tier("vip", 2, 1_000), tier("black", 3, 10_000)));

        assertThat(editLadder.publish(swapped, 1, ADA)).isEqualTo(new Outcome.OrderChanged());
        assertThat(editLadder.publish(between, 1, ADA)).isEqualTo(new Outcome.OrderChanged());
        assertThat(readLadder.version()).isEqualTo(1);
    }

    @Test
    void lets_one_of_two_editors_of_the_same_version_publish() throws Exception {
        var outcomes = Together.run(
                6, i -> () -> editLadder.publish(new Ladder(List.of(MEMBER, tier("vip", 1, 500 + i), BLACK)), 1, ADA));

        assertThat(outcomes).filteredOn(Outcome.Published.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(Outcome.ChangedMeanwhile.class::isInstance)
                .hasSize(5);
        assertThat(readLadder.version()).isEqualTo(2);
    }

    @Test
    void tells_who_would_be_short_of_another_line_and_lets_them_all_stay() {
        var members = grown(1_000, 1_600, 1_900);
        clock.turn(Duration.ofDays(1));
        var ladder = new Ladder(List.of(MEMBER, tier("vip", 1, 2_000).keptWith(850), BLACK));

        var impact = editLadder.preview(ladder);

        assertThat(impact.moves()).isEmpty();
        assertThat(impact.risks())
                .as("600 and 800 of what went beyond the line count already")
                .containsExactly(new EditLadder.Risk("vip", 2, 3));
        editLadder.publish(ladder, 1, ADA);
        assertThat(tiersOf(members)).containsOnly("vip");
    }

    @Test
    void gives_the_places_of_a_new_limit_to_those_who_grew_most_and_lets_the_others_wait() {
        var members = grown(11_000, 12_500, 13_000, 12_000);
        var open = new Ladder(List.of(MEMBER, VIP, tier("black", 2, 50_000)));
        editLadder.publish(open, 1, ADA);
        var newcomers = grown(31_000, 33_000, 32_000);
        var limited = new Ladder(List.of(MEMBER, VIP, tier("black", 2, 30_000).withPlaces(6)));

        assertThat(tiersOf(members)).as("nobody falls by an edit").containsOnly("black");
        var impact = editLadder.preview(limited);
        assertThat(impact.moves()).containsExactly(new Move("vip", "black", 2));
        assertThat(impact.waiting()).isEqualTo(1);
        editLadder.publish(limited, 2, ADA);

        assertThat(tiersOf(newcomers)).containsExactly("vip", "black", "black");
        assertThat(readStanding.of(newcomers.getFirst()).orElseThrow().tenure().waitingSince())
                .hasValue(clock.instant());

        editLadder.publish(
                new Ladder(List.of(MEMBER, VIP, tier("black", 2, 30_000).withPlaces(7))), 3, ADA);
        assertThat(tiersOf(newcomers)).containsOnly("black");
        assertThat(readStanding.of(newcomers.getFirst()).orElseThrow().tenure().waitingSince())
                .isEmpty();
    }

    @Test
    void keeps_what_was_published_and_announces_what_comes() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
        var members = grown(600);
        var ladder = new Ladder(
                List.of(MEMBER, tier("vip", 1, 500), BLACK),
                new LadderTerms(LadderTerms.Period.CALENDAR_YEAR, 10, 5, false));

        assertThat(editLadder.announce(ladder, 1, today, ADA)).isEqualTo(new Outcome.DayIsOver());
        assertThat(editLadder.announce(ladder, 1, today.plusDays(3), ADA)).isEqualTo(new Outcome.Announced(2));
        assertThat(readLadder.version()).isEqualTo(1);
        assertThat(readLadder.announced()).hasValueSatisfying(announced -> {
            assertThat(announced.ladder()).isEqualTo(ladder);
            assertThat(announced.by()).hasValue(ADA);
        });
        assertThat(editLadder.publish(ladder, 1, ADA)).isEqualTo(new Outcome.AnotherAnnounced(2));

        settleTiers.settle();
        assertThat(tiersOf(members)).containsOnly("member");
        clock.turn(Duration.ofDays(3));
        settleTiers.settle();

        assertThat(readLadder.version()).isEqualTo(2);
        assertThat(readLadder.ladder()).isEqualTo(ladder);
        assertThat(readLadder.announced()).isEmpty();
        assertThat(readLadder.history()).hasSize(1);
        assertThat(tiersOf(members)).containsOnly("vip");
    }

    @Test
    void takes_back_what_was_announced() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
        var ladder = new Ladder(List.of(MEMBER, tier("vip", 1, 500), BLACK));
        editLadder.announce(ladder, 1, today.plusDays(1), ADA);

        assertThat(editLadder.withdraw(7, ADA)).isEqualTo(new Outcome.ChangedMeanwhile());
        assertThat(editLadder.withdraw(2, ADA)).isEqualTo(new Outcome.Withdrawn());
        clock.turn(Duration.ofDays(2));
        settleTiers.settle();

        assertThat(readLadder.version()).isEqualTo(1);
        assertThat(editLadder.publish(ladder, 1, ADA)).isInstanceOf(Outcome.Published.class);
    }

    @Test
    void records_both_ladders() {
        editLadder.publish(new Ladder(List.of(MEMBER, tier("vip", 1, 500), BLACK)), 1, ADA);

        assertThat(readAuditTrail
                        .find(new ReadAuditTrail.Query(
                                Optional.of("ladder"), Optional.empty(), Optional.empty(), Optional.empty(), 10))
                        .lines())
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.action()).isEqualTo("ladder.published");
                    assertThat(line.subjectId()).isEqualTo("2");
                    assertThat(line.before()).contains("\"entryLine\":1000");
                    assertThat(line.after()).contains("\"entryLine\":500");
                });
    }

    /** Whoever reaches the new line while it is being published must not fall between the old ladder and the new. */
    @Test
    void leaves_nobody_below_a_line_that_they_reach_while_it_is_published() throws Exception {
        for (var round = 1; round <= 5; round++) {
            var version = round;
            var line = 1_000 - 100 * round;
            var members = grown(IntStream.range(0, 30).map(_ -> line - 1).toArray());

            Together.run(
                    31,
                    i -> () -> i == 30
                            ? editLadder.publish(new Ladder(List.of(MEMBER, tier("vip", 1, line), BLACK)), version, ADA)
                            : growStanding.grow(List.of(new Growth(members.get(i), 1, "the last", clock.instant()))));

            assertThat(tiersOf(members)).containsOnly("vip");
        }
    }

    private int enrolled;

    private List<MemberId> grown(int... growths) {
        var members = enrolMembers
                .enrol(IntStream.range(0, growths.length)
                        .mapToObj(_ ->
                                new Enrolment(new Identifier(Kind.CUSTOMER_NUMBER, "C-" + enrolled++), null, "import"))
                        .toList())
                .stream()
                .map(EnrolMembers.Enrolled::member)
                .toList();
        growStanding.grow(IntStream.range(0, growths.length)
                .mapToObj(i -> new Growth(members.get(i), growths[i], "grown", clock.instant()))
                .toList());
        return members;
    }

    private List<String> tiersOf(List<MemberId> members) {
        var standings = readStanding.of(members);
        return members.stream()
                .map(member -> standings.get(member).tier().code())
                .toList();
    }

    private static Tier tier(String code, int rank, long entryLine) {
        var name = switch (code) {
            case "member" -> new BilingualText("普通会员", "Member");
            case "vip" -> new BilingualText("VIP 会员", "VIP");
            case "black" -> new BilingualText("黑金会员", "Black");
            default -> new BilingualText(code, code);
        };
        return new Tier(code, rank, name, entryLine);
    }
}
