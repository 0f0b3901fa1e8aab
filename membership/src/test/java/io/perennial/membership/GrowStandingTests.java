package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.GrowStanding.Growth;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.TiersChanged.Move;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.Together;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.test.AssertablePublishedEvents;
import org.springframework.modulith.test.Scenario;

@MembershipTest
class GrowStandingTests {

    private final EnrolMembers enrolMembers;
    private final GrowStanding growStanding;
    private final ReadStanding readStanding;
    private final TurnableClock clock;

    GrowStandingTests(
            EnrolMembers enrolMembers, GrowStanding growStanding, ReadStanding readStanding, TurnableClock clock) {
        this.enrolMembers = enrolMembers;
        this.growStanding = growStanding;
        this.readStanding = readStanding;
        this.clock = clock;
    }

    @Test
    void adds_growth_and_answers_how_the_member_stands() {
        var member = enrol(1).getFirst();

        var standing = grow(member, 400, "purchase-1");

        assertThat(standing.growth()).isEqualTo(400);
        assertThat(standing.tier().code()).isEqualTo("member");
        assertThat(standing.missing()).isEqualTo(600);
        assertThat(readStanding.of(member)).hasValue(standing);
        assertThat(readStanding.history(member)).isEmpty();
    }

    @Test
    void lifts_a_member_whose_growth_reaches_the_entry_line_and_says_so(Scenario scenario) {
        var member = enrol(1).getFirst();
        grow(member, 999, "purchase-1");
        clock.turn(Duration.ofHours(1));

        scenario.stimulate(() -> grow(member, 1, "purchase-2"))
                .andWaitForEventOfType(TiersChanged.class)
                .toArriveAndVerify((event, standing) -> {
                    assertThat(event)
                            .isEqualTo(new TiersChanged(
                                    List.of(new Move(member, "member", "vip", 1_000)), clock.instant()));
                    assertThat(standing.tier().code()).isEqualTo("vip");
                    assertThat(standing.tierSince()).isEqualTo(clock.instant());
                    assertThat(readStanding.of(member)).hasValue(standing);
                    assertThat(readStanding.history(member))
                            .singleElement()
                            .satisfies(change -> assertThat(change.to()).isEqualTo(standing.tier()));
                });
    }

    @Test
    void climbs_over_a_tier_in_one_step_and_has_nothing_left_to_reach() {
        var member = enrol(1).getFirst();

        var standing = grow(member, 25_000, "purchase-1");

        assertThat(standing.tier().code()).isEqualTo("black");
        assertThat(standing.next()).isEmpty();
        assertThat(standing.missing()).isZero();
        assertThat(readStanding.history(member)).hasSize(1);
    }

    @Test
    void keeps_each_step_of_a_batch_with_the_moment_at_which_it_happened(AssertablePublishedEvents events) {
        var members = enrol(2);
        var anna = members.getFirst();
        var ben = members.getLast();
        var longAgo = clock.instant().minus(Duration.ofDays(90));
        var lately = clock.instant().minus(Duration.ofDays(1));

        growStanding.grow(List.of(
                new Growth(anna, 1_000, "purchase-1", lately),
                new Growth(ben, 500, "purchase-1", lately),
                new Growth(anna, 9_000, "purchase-2", longAgo)));

        var changes = readStanding.changes(members);
        assertThat(changes).containsOnlyKeys(anna);
        assertThat(changes.get(anna))
                .extracting(
                        change -> change.from().code() + " > " + change.to().code(),
                        ReadStanding.TierChange::growth,
                        ReadStanding.TierChange::at,
                        ReadStanding.TierChange::happenedAt)
                .containsExactly(
                        tuple("member > vip", 1_000L, clock.instant(), lately),
                        tuple("vip > black", 10_000L, clock.instant(), longAgo));
        assertThat(readStanding.history(anna)).isEqualTo(changes.get(anna).reversed());
        assertThat(events.ofType(TiersChanged.class))
                .singleElement()
                .satisfies(
                        event -> assertThat(event.moves()).containsExactly(new Move(anna, "member", "black", 10_000)));
    }

    @Test
    void takes_back_at_most_down_to_zero_and_never_a_tier() {
        var member = enrol(1).getFirst();
        grow(member, 1_500, "purchase-1");

        var standing = grow(member, -2_000, "refund-1");

        assertThat(standing.growth()).isZero();
        assertThat(standing.tier().code()).isEqualTo("vip");
        assertThat(standing.missing()).isEqualTo(10_000);
        assertThat(bookedSum()).isZero();
    }

    @Test
    void applies_a_key_once_for_ever() {
        var member = enrol(1).getFirst();
        grow(member, 100, "purchase-1");

        assertThat(grow(member, 100, "purchase-1").growth()).isEqualTo(100);
        assertThat(grow(member, 900, "purchase-1").growth()).isEqualTo(100);
        assertThat(grow(member, 5, "purchase-2").growth()).isEqualTo(105);
        assertThat(bookedSum()).isEqualTo(105);
    }

    @Test
    void keeps_the_keys_of_members_apart() {
        var members = enrol(2);

        grow(members.get(0), 100, "check-in");

        assertThat(grow(members.get(1), 100, "check-in").growth()).isEqualTo(100);
    }

    @Test
    void applies_a_batch_as_its_changes_one_by_one(AssertablePublishedEvents events) {
        var members = enrol(3);
        grow(members.get(0), 10, "before");

        var standings = growStanding.grow(List.of(
                growth(members.get(1), 600, "a"),
                growth(members.get(0), 10, "before"),
                growth(members.get(1), 600, "b"),
                growth(members.get(1), 600, "a"),
                growth(members.get(1), -100, "c"),
                growth(members.get(2), -5, "a")));

        assertThat(standings).hasSize(3);
        assertThat(standings.get(members.get(0)).growth()).isEqualTo(10);
        assertThat(standings.get(members.get(1)).growth()).isEqualTo(1_100);
        assertThat(standings.get(members.get(1)).tier().code()).isEqualTo("vip");
        assertThat(standings.get(members.get(2)).growth()).isZero();
        assertThat(readStanding.of(members)).isEqualTo(standings);
        assertThat(bookedSum()).isEqualTo(1_110);
        assertThat(events.ofType(TiersChanged.class))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.moves()).containsExactly(new Move(members.get(1), "member", "vip", 1_100)));
    }

    @Test
    void does_nothing_the_second_time_a_batch_arrives(AssertablePublishedEvents events) {
        var members = enrol(2);
        var batch = List.of(growth(members.get(0), 1_000, "a"), growth(members.get(1), 20_000, "a"));

        var first = growStanding.grow(batch);

        assertThat(growStanding.grow(batch)).isEqualTo(first);
        assertThat(events.ofType(TiersChanged.class)).hasSize(1);
    }

    @Test
    void grows_nobody_when_one_of_them_is_no_member() {
        var member = enrol(1).getFirst();

        assertThatThrownBy(() -> growStanding.grow(List.of(growth(member, 5, "a"), growth(MemberId.next(), 5, "a"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(readStanding.of(member).orElseThrow().growth()).isZero();
    }

    @Test
    void loses_nothing_when_fifty_threads_grow_one_member() throws Exception {
        var member = enrol(1).getFirst();

        Together.run(50, i -> () -> grow(member, 40 + i, "purchase-" + i));

        var standing = readStanding.of(member).orElseThrow();
        assertThat(standing.growth()).isEqualTo(50 * 40 + 49 * 50 / 2);
        assertThat(standing.tier().code()).isEqualTo("vip");
        assertThat(readStanding.history(member)).hasSize(1);
        assertThat(bookedSum()).isEqualTo(standing.growth());
    }

    @Test
    void applies_one_key_once_when_twenty_threads_bring_it() throws Exception {
        var member = enrol(1).getFirst();

        var standings = Together.run(20, () -> grow(member, 100, "purchase-1"));

        assertThat(standings).extracting(Standing::growth).containsOnly(100L);
        assertThat(bookedSum()).isEqualTo(100);
    }

    @Test
    void adds_up_when_batches_with_the_same_members_in_other_orders_meet() throws Exception {
        var members = enrol(60);

        Together.run(10, thread -> () -> {
            var mine = new ArrayList<>(members);
            Collections.shuffle(mine, new Random(thread));
            return growStanding.grow(mine.stream()
                    .map(member -> growth(member, 7, "batch-" + thread))
                    .toList());
        });

        assertThat(readStanding.of(members).values())
                .hasSize(60)
                .allSatisfy(standing -> assertThat(standing.growth()).isEqualTo(70));
    }

    private Standing grow(MemberId member, long amount, String key) {
        return growStanding.grow(List.of(growth(member, amount, key))).get(member);
    }

    private Growth growth(MemberId member, long amount, String key) {
        return new Growth(member, amount, key, clock.instant());
    }

    private List<MemberId> enrol(int people) {
        return enrolMembers
                .enrol(IntStream.range(0, people)
                        .mapToObj(i -> new Enrolment(new Identifier(Kind.CUSTOMER_NUMBER, "C-" + i), null, "import"))
                        .toList())
                .stream()
                .map(EnrolMembers.Enrolled::member)
                .toList();
    }

    private static long bookedSum() {
        return TestDatabase.get()
                .dsl()
                .fetchSingle("SELECT CAST(COALESCE(SUM(amount), 0) AS SIGNED) FROM membership_growth")
                .get(0, long.class);
    }
}
