package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.GrowStanding.Growth;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.SettleTiers.Sweep;
import io.perennial.testing.AnotherProcess;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A process that is killed in the middle of the nightly evaluation of tiers, twice. Afterwards another one goes on, and
 * everything is as with members of the same history whose night was quiet.
 */
@MembershipTest
class KilledTiersTests {

    /** Of each fate. */
    private static final int MEMBERS = 600;

    private static final int CHUNK = 500;
    private static final Pattern WORDS = Pattern.compile(SettleUntilKilled.WRITTEN);

    private final EnrolMembers enrolMembers;
    private final GrowStanding growStanding;
    private final SettleTiers settleTiers;
    private final AnnounceFall announceFall;
    private final ReadStanding readStanding;
    private final TurnableClock clock;
    private final Instant start;
    private final Instant night;

    KilledTiersTests(
            EnrolMembers enrolMembers,
            GrowStanding growStanding,
            SettleTiers settleTiers,
            AnnounceFall announceFall,
            ReadStanding readStanding,
            TurnableClock clock) {
        this.enrolMembers = enrolMembers;
        this.growStanding = growStanding;
        this.settleTiers = settleTiers;
        this.announceFall = announceFall;
        this.readStanding = readStanding;
        this.clock = clock;
        start = clock.instant();
        night = start.plus(Duration.ofDays(398));
    }

    @Test
    void a_killed_night_goes_on_where_it_was_and_ends_like_a_quiet_one() throws Exception {
        settle("twin");
        assertThat(settleTiers.settle()).isEqualTo(new Sweep(MEMBERS, MEMBERS, 0, MEMBERS, 0));
        var quiet = picture("twin");

        settle("town");
        kill(2);
        assertThat(due())
                .as("the chunk that was written and not committed is due")
                .isEqualTo(3 * MEMBERS - CHUNK);
        kill(1);
        assertThat(due()).isEqualTo(3 * MEMBERS - CHUNK);
        kill(3);
        assertThat(due()).isEqualTo(3 * MEMBERS - 3 * CHUNK);

        settleTiers.settle();
        assertThat(due()).isZero();
        assertThat(picture("town")).isEqualTo(quiet);
        assertThat(settleTiers.settle()).isEqualTo(Sweep.NOTHING);
    }

    private void kill(int afterTransactions) throws Exception {
        var arguments = List.of(night.toString(), String.valueOf(afterTransactions));
        try (var process = AnotherProcess.start(SettleUntilKilled.class, WORDS, arguments)) {
            process.next();
            process.kill();
        }
    }

    /** A third falls this night, a third keeps the tier, and of a third the grace begins. */
    private void settle(String name) {
        clock.turnTo(start);
        var fallers = enrol(name + "-falls");
        grow(name + "-1", fallers, 1_000);
        clock.turnTo(start.plus(Duration.ofDays(31)));
        var keepers = enrol(name + "-keeps");
        grow(name + "-2", keepers, 1_900);
        grow(name + "-3", enrol(name + "-warned"), 1_000);
        clock.turnTo(start.plus(Duration.ofDays(366)));
        assertThat(settleTiers.settle().inGrace()).isEqualTo(MEMBERS);
        readStanding.of(fallers).values().forEach(announceFall::shown);
        clock.turnTo(night);
    }

    private List<MemberId> enrol(String name) {
        return enrolMembers
                .enrol(IntStream.range(0, MEMBERS)
                        .mapToObj(i ->
                                new Enrolment(new Identifier(Kind.CUSTOMER_NUMBER, name + "-" + i), null, "import"))
                        .toList())
                .stream()
                .map(EnrolMembers.Enrolled::member)
                .toList();
    }

    private void grow(String key, List<MemberId> members, long amount) {
        growStanding.grow(members.stream()
                .map(member -> new Growth(member, amount, key + "-" + member, clock.instant()))
                .toList());
    }

    private int due() {
        return TestDatabase.get()
                .dsl()
                .fetchSingle(
                        "SELECT COUNT(*) FROM membership_standing WHERE due_at <= ?",
                        LocalDateTime.ofInstant(night, ZoneOffset.UTC))
                .get(0, int.class);
    }

    /** What is stored of them, and how often just so. */
    private static List<String> picture(String name) {
        return List.of("""
                        SELECT s.tier_code, s.growth, s.base, s.period_start, s.period_end, s.grace_end, s.grace_from,
                               s.told_at, s.due_at, COUNT(*)
                          FROM membership_standing s
                          JOIN membership_identifier i ON i.member_id = s.member_id
                         WHERE i.value LIKE '%1$s-%%'
                         GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9
                        """, """
                        SELECT g.amount, g.booked_at, COUNT(*)
                          FROM membership_growth g
                          JOIN membership_identifier i ON i.member_id = g.member_id
                         WHERE i.value LIKE '%1$s-%%' GROUP BY 1, 2 ORDER BY 1, 2
                        """, """
                        SELECT c.from_code, c.to_code, c.happened_at, COUNT(*)
                          FROM membership_tier_change c
                          JOIN membership_identifier i ON i.member_id = c.member_id
                         WHERE i.value LIKE '%1$s-%%' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
                        """).stream()
                .map(sql -> TestDatabase.get().dsl().fetch(sql.formatted(name)).formatCSV())
                .toList();
    }
}
