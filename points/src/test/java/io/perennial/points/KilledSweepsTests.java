package io.perennial.points;

import static io.perennial.points.Stories.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.ActivityType;
import io.perennial.membership.AppointStaff;
import io.perennial.membership.EnrolMembers;
import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.points.AdjustByFile.Line;
import io.perennial.points.AdjustByFile.Proposal;
import io.perennial.points.domain.AdjustmentFiles;
import io.perennial.testing.AnotherProcess;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A process that is killed in the middle of expiry, release, prolonging and a file of adjustments, twice. Afterwards another
 * one goes on, and everything is as with twins of these members whose night was quiet.
 */
@PointsTest
class KilledSweepsTests {

    private static final int CHUNK = 1_000;
    private static final int EACH = 4;
    private static final int LOTS = 3_000;
    private static final int LINES = 1_500;
    private static final Pattern WORDS =
            Pattern.compile("(%s|%s .*)".formatted(SweepUntilKilled.WRITTEN, SweepUntilKilled.BEGUN));

    @Autowired
    private EnrolMembers enrolMembers;

    @Autowired
    private AppointStaff appointStaff;

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private ExpirePoints expirePoints;

    @Autowired
    private ReleasePoints releasePoints;

    @Autowired
    private ProlongPoints prolongPoints;

    @Autowired
    private AdjustByFile adjustByFile;

    @Autowired
    private ReadPolicy readPolicy;

    @Autowired
    private PublishPolicy publishPolicy;

    @Autowired
    private VerifyLedger verifyLedger;

    @Autowired
    private ManyLots manyLots;

    @Autowired
    private TurnableClock clock;

    private Instant start;
    private Instant night;
    private StaffId support;
    private StaffId finance;

    @BeforeEach
    void purchases_wait_and_whose_points_end_is_told() {
        start = clock.instant();
        night = start.plus(Duration.ofDays(710));
        support = appoint("support", StaffRole.SUPPORT);
        finance = appoint("finance", StaffRole.FINANCE);
        var current = readPolicy.current();
        publishPolicy.publish(
                new PointsPolicy(
                        current.version() + 1,
                        current.expiry(),
                        current.expiryOfTiers(),
                        current.minimumLifeDays(),
                        14,
                        Map.of(ActivityType.PURCHASE, 30),
                        current.refunds(),
                        current.transfers(),
                        current.adjustments(),
                        start),
                finance);
    }

    @Test
    void a_killed_night_goes_on_where_it_was_and_ends_like_a_quiet_one() throws Exception {
        var twins = settle("twin");
        goOn(twins);
        var quiet = picture(twins);

        var town = settle("town");
        try (var process = AnotherProcess.start(SweepUntilKilled.class, WORDS, night(SweepUntilKilled.WRITTEN, town))) {
            assertThat(process.next()).isEqualTo(SweepUntilKilled.WRITTEN);
            process.kill();
        }
        var chunksBefore = SweepUntilKilled.CHUNKS_BEFORE;
        assertThat(left(town))
                .isEqualTo(new Left(
                        LOTS - chunksBefore * CHUNK,
                        LOTS - chunksBefore * CHUNK,
                        LOTS - chunksBefore * CHUNK,
                        LINES - chunksBefore * SweepUntilKilled.LINES_AT_ONCE));
        assertThat(verifyLedger.verify().faults()).isEmpty();

        try (var process = AnotherProcess.start(SweepUntilKilled.class, WORDS, night(SweepUntilKilled.BEGUN, town))) {
            for (int begun = 0; begun < 5; begun++) {
                process.next();
            }
            process.kill();
        }
        left(town).areWholeChunks();
        assertThat(verifyLedger.verify().faults()).isEmpty();

        goOn(town);
        assertThat(left(town)).isEqualTo(new Left(0, 0, 0, 0));
        assertThat(picture(town)).isEqualTo(quiet);
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    /** Whose points end, whose are to be prolonged, whose wait, and who is in the file. */
    private record Town(
            String name,
            List<MemberId> ending,
            List<MemberId> untold,
            List<MemberId> waiting,
            List<MemberId> adjusted,
            AdjustmentFileId file) {

        List<MemberId> all() {
            return Stream.of(ending, untold, waiting, adjusted)
                    .flatMap(List::stream)
                    .toList();
        }
    }

    private Town settle(String name) {
        clock.turnTo(start);
        var ending = enrol(name + "-ending", LOTS / EACH);
        var end = night.minus(Duration.ofDays(10));
        manyLots.toNewcomers(EACH, 7, start, end);
        manyLots.shown(end, end.minus(Duration.ofDays(20)));
        var untold = enrol(name + "-untold", LOTS / EACH);
        manyLots.toNewcomers(EACH, 7, start, night.plus(Duration.ofDays(10)));
        var waiting = enrol(name + "-waiting", LOTS / EACH);
        waiting.stream()
                .flatMap(member -> IntStream.range(0, EACH)
                        .mapToObj(number -> purchase(member, "W%d-%s".formatted(number, member), (5 + number) + ".00")))
                .gather(Gatherers.windowFixed(EarnPoints.MOST_AT_ONCE))
                .forEach(earnPoints::earn);
        var adjusted = enrol(name + "-adjusted", LINES / 2);
        clock.turnTo(night);
        return new Town(name, ending, untold, waiting, adjusted, file(name));
    }

    private AdjustmentFileId file(String name) {
        var id = AdjustmentFileId.next();
        var most = LINES / 2 * 70;
        var proposal = new Proposal(id, sha256(name), "ticket 4711", LINES, LINES / 2 * 50, LINES / 2 * 20, most);
        assertThat(adjustByFile.propose(proposal, support)).isInstanceOf(AdjustByFile.Outcome.WaitsForApproval.class);
        assertThat(adjustByFile.approve(id, finance)).isEqualTo(new AdjustByFile.Outcome.Allowed());
        return id;
    }

    private static byte[] sha256(String name) {
        var sha256 = new byte[32];
        sha256[0] = (byte) name.length();
        sha256[1] = (byte) name.charAt(1);
        return sha256;
    }

    /** Each member is given 50 by one line, and by another one 20 are taken. */
    static List<Line> lines(String name) {
        return IntStream.range(0, LINES)
                .mapToObj(i -> new Line(
                        i + 2,
                        customer(name + "-adjusted", i % (LINES / 2)),
                        i < LINES / 2 ? 50 : -20,
                        "goodwill",
                        Optional.empty()))
                .toList();
    }

    private void goOn(Town town) {
        prolongPoints.prolong(night);
        releasePoints.release(night);
        expirePoints.expire(night);
        SweepUntilKilled.book(adjustByFile, town.file(), town.name());
    }

    private List<String> night(String say, Town town) {
        return List.of(say, night.toString(), town.file().toString(), town.name());
    }

    /** What is still to be done. */
    private record Left(int ending, int untold, int waiting, int lines) {

        void areWholeChunks() {
            assertThat(List.of(ending % CHUNK, untold % CHUNK, waiting % CHUNK)).containsOnly(0);
            assertThat(lines % SweepUntilKilled.LINES_AT_ONCE).isZero();
        }
    }

    private Left left(Town town) {
        return new Left(
                count("SELECT COUNT(*) FROM points_lot WHERE open_until = '%s'"
                        .formatted(sql(night.minus(Duration.ofDays(10))))),
                count("SELECT COUNT(*) FROM points_lot WHERE open_until = '%s'"
                        .formatted(sql(night.plus(Duration.ofDays(10))))),
                count("SELECT COUNT(*) FROM points_waiting WHERE open_from IS NOT NULL"),
                LINES
                        - count("SELECT COUNT(*) FROM points_entry WHERE business_key LIKE '%s%%'"
                                .formatted(AdjustmentFiles.keys(sha256(town.name())))));
    }

    private static String sql(Instant instant) {
        return instant.toString().replace('T', ' ').replace("Z", "");
    }

    private static int count(String sql) {
        return TestDatabase.get().dsl().fetchSingle(sql).get(0, Integer.class);
    }

    /** All rows of these people, one after the other, without ids and what is made of them. */
    private static List<List<String>> picture(Town town) {
        var rows = new HashMap<MemberId, List<String>>();
        for (var select : List.of(
                "member_id, balance, pending, owed, last_seq FROM points_account",
                "member_id, seq, kind, points, pending, growth, balance_after, owed_after, business_key, reverses_seq, why,"
                        + " happened_at, booked_at FROM points_entry ORDER BY member_id, seq",
                "member_id, seq, original, remaining, expires_at FROM points_lot ORDER BY member_id, seq",
                "member_id, seq, original, remaining, available_at FROM points_waiting ORDER BY member_id, seq",
                "member_id, entry_seq, lot_seq, points, pending FROM points_allocation"
                        + " ORDER BY member_id, entry_seq, lot_seq",
                "member_id, lot_seq, points, was_until, is_until, reason, extended_at FROM points_extension"
                        + " ORDER BY member_id, lot_seq, extended_at")) {
            for (var row : TestDatabase.get().dsl().fetch("SELECT " + select)) {
                var bytes = java.nio.ByteBuffer.wrap(row.get(0, byte[].class));
                rows.computeIfAbsent(new MemberId(new UUID(bytes.getLong(), bytes.getLong())), id -> new ArrayList<>())
                        .add(IntStream.range(1, row.size())
                                .mapToObj(column -> String.valueOf(row.get(column)))
                                .reduce(select.substring(select.lastIndexOf("FROM")), (one, other) -> one + "|" + other)
                                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}", "#"));
            }
        }
        return town.all().stream()
                .map(member -> rows.getOrDefault(member, List.of()))
                .toList();
    }

    private List<MemberId> enrol(String name, int people) {
        return enrolMembers
                .enrol(IntStream.range(0, people)
                        .mapToObj(i -> new Enrolment(customer(name, i), null, "import"))
                        .toList())
                .stream()
                .map(EnrolMembers.Enrolled::member)
                .toList();
    }

    private static Identifier customer(String name, int number) {
        return new Identifier(Identifier.Kind.CUSTOMER_NUMBER, name + "-" + number);
    }

    private StaffId appoint(String login, StaffRole role) {
        var outcome = appointStaff.appoint(login, login, "correct-horse-battery-9", Set.of(role), Optional.empty());
        if (outcome instanceof AppointStaff.Outcome.Done(var staff)) {
            return staff;
        }
        throw new AssertionError(outcome.toString());
    }
}
