package io.perennial.points;

import static io.perennial.points.Stories.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.PointsTestApplication;
import io.perennial.membership.EnrolMembers;
import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.testing.OnTestDatabase;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * The end of a month, with people who buy meanwhile: some anywhere, and some who are just in the sweep's way. In a build with
 * few lots, to prove what it does; with as many as {@code perennial.measure.lots} says, to measure how long it takes. Without what
 * module tests bring along, which keeps every event.
 */
@SpringBootTest(classes = PointsTestApplication.class, webEnvironment = WebEnvironment.NONE)
@OnTestDatabase
class SweepMeasurementTests {

    private static final Logger log = LoggerFactory.getLogger(SweepMeasurementTests.class);
    private static final int LOTS = Integer.getInteger("perennial.measure.lots", 5_000);
    private static final int LOTS_EACH = Integer.getInteger("perennial.measure.each", 5);
    private static final int PEOPLE = LOTS / LOTS_EACH;
    private static final int CHUNK = 1_000;
    private static final long POINTS = 7;

    @Autowired
    private EnrolMembers enrolMembers;

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private ExpirePoints expirePoints;

    @Autowired
    private ProlongPoints prolongPoints;

    @Autowired
    private ReadTotals readTotals;

    @Autowired
    private ReadPolicy readPolicy;

    @Autowired
    private VerifyLedger verifyLedger;

    @Autowired
    private ManyLots manyLots;

    @Autowired
    private Notices notices;

    @Autowired
    private TurnableClock clock;

    private final Chunks chunks = new Chunks();

    @BeforeEach
    void watch(@Autowired PlatformTransactionManager transactions) {
        var manager = (ConfigurableTransactionManager) transactions;
        if (!manager.getTransactionExecutionListeners().contains(chunks)) {
            manager.addListener(chunks);
        }
    }

    @Test
    void a_month_ends_in_chunks_while_people_buy() throws Exception {
        var began = System.nanoTime();
        var people = enrol();
        var firstEnd = clock.instant().plus(Duration.ofDays(700));
        manyLots.toNewcomers(LOTS_EACH, POINTS, clock.instant(), firstEnd);
        log.info("{} lots of {} members stored in {} ms", LOTS, PEOPLE, since(began));

        notices.days(14);
        clock.turnTo(firstEnd.minus(Duration.ofDays(10))); // nobody was told
        var prolonged = measured(
                "prolonged",
                people,
                firstEnd,
                () -> prolongPoints.prolong(clock.instant()).lots());
        assertThat(prolonged).isEqualTo(LOTS);

        var secondEnd = readEnd();
        manyLots.shown(secondEnd, clock.instant());
        clock.turnTo(secondEnd.plusSeconds(10));
        var expired = measured(
                "expired",
                people,
                secondEnd,
                () -> expirePoints.expire(clock.instant()).lots());
        assertThat(expired).isEqualTo(LOTS);
        assertThat(expirePoints.expire(clock.instant()).lots()).isZero();

        began = System.nanoTime();
        var report = verifyLedger.verify();
        log.info("{} entries of {} members verified in {} ms", report.entries(), report.members(), since(began));
        assertThat(report.faults()).isEmpty();
        assertThat(readTotals.outstanding()).isEqualTo(report.outstanding());
        assertThat(readPolicy.current().noticeDays()).isEqualTo(14);
    }

    private List<MemberId> enrol() {
        var people = new ArrayList<MemberId>();
        for (int from = 0; from < PEOPLE; from += CHUNK) {
            enrolMembers
                    .enrol(IntStream.range(from, Math.min(PEOPLE, from + CHUNK))
                            .mapToObj(number -> new Enrolment(
                                    new Identifier(Identifier.Kind.CUSTOMER_NUMBER, "M-" + number), null, "import"))
                            .toList())
                    .forEach(enrolled -> people.add(enrolled.member()));
        }
        return people;
    }

    private static Instant readEnd() {
        return TestDatabase.get()
                .dsl()
                .fetchSingle("SELECT is_until FROM points_extension LIMIT 1")
                .get(0, java.time.LocalDateTime.class)
                .toInstant(java.time.ZoneOffset.UTC);
    }

    private long measured(String what, List<MemberId> people, Instant end, LongSupplier sweep) throws Exception {
        var over = new AtomicBoolean();
        var anywhere = new Random(5);
        var inTheWay = new InTheWay(people, end);
        try (var shops = Executors.newFixedThreadPool(2)) {
            var far = shops.submit(buying(what + "-far-", over, () -> people.get(anywhere.nextInt(people.size()))));
            var near = shops.submit(buying(what + "-near-", over, inTheWay));
            chunks.begin();
            var began = System.nanoTime();
            var lots = sweep.getAsLong();
            var milliseconds = since(began);
            var taken = chunks.end();
            over.set(true);
            log.info(
                    "{} {} lots in {} ms, {} a second; chunks {}; purchases by anybody {}; by whom the sweep is at {};"
                            + " heap {} MiB",
                    what,
                    lots,
                    milliseconds,
                    lots * 1_000 / Math.max(1, milliseconds),
                    told(taken),
                    told(far.get()),
                    told(near.get()),
                    (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
            assertThat(taken).hasSizeBetween(LOTS / CHUNK, LOTS / CHUNK + 1);
            return lots;
        }
    }

    private Callable<List<Long>> buying(String key, AtomicBoolean over, Supplier<MemberId> who) {
        return () -> {
            var waits = new ArrayList<Long>();
            for (int i = 0; !over.get() || i == 0; i++) {
                var member = who.get();
                var began = System.nanoTime();
                earnPoints.earn(List.of(purchase(member, key + i, "1.00", clock.instant())));
                waits.add(since(began));
            }
            return waits;
        };
    }

    private static String told(List<Long> milliseconds) {
        var sorted = milliseconds.stream().sorted().toList();
        return "%d (%d ms in the middle, %d of 100, %d at most)"
                .formatted(
                        sorted.size(),
                        sorted.get(sorted.size() / 2),
                        sorted.get(sorted.size() * 99 / 100),
                        sorted.getLast());
    }

    private static long since(long began) {
        return (System.nanoTime() - began) / 1_000_000;
    }

    /** A member whose lots are due and who is in the middle of the next chunk that is not committed. */
    private static final class InTheWay implements Supplier<MemberId> {

        private final List<MemberId> people;
        private final Instant end;
        private final Random otherwise = new Random(7);
        private UUID last = new UUID(0, 0);

        InTheWay(List<MemberId> people, Instant end) {
            this.people = people;
            this.end = end;
        }

        @Override
        public MemberId get() {
            var found = TestDatabase.get()
                    .dsl()
                    .fetch(
                            "SELECT HEX(MIN(member_id)), HEX(MAX(member_id)) FROM (SELECT member_id FROM points_lot"
                                    + " WHERE open_until = ? AND member_id >= UNHEX(?) ORDER BY member_id LIMIT ?) next",
                            java.time.LocalDateTime.ofInstant(end, java.time.ZoneOffset.UTC),
                            last.toString().replace("-", ""),
                            CHUNK / 2)
                    .getFirst();
            if (found.get(0) == null) {
                return people.get(otherwise.nextInt(people.size()));
            }
            last = uuid(found.get(0, String.class));
            return new MemberId(uuid(found.get(1, String.class)));
        }

        private static UUID uuid(String hex) {
            return new UUID(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16));
        }
    }

    /** How long the transactions of this thread take. */
    private static final class Chunks implements TransactionExecutionListener {

        private final List<Long> taken = Collections.synchronizedList(new ArrayList<>());
        private volatile Thread watched = new Thread();
        private volatile long began;

        void begin() {
            taken.clear();
            watched = Thread.currentThread();
        }

        List<Long> end() {
            watched = new Thread();
            return List.copyOf(taken);
        }

        @Override
        public void beforeBegin(TransactionExecution transaction) {
            if (Thread.currentThread().equals(watched)) {
                began = System.nanoTime();
            }
        }

        @Override
        public void afterCommit(
                TransactionExecution transaction, @org.jspecify.annotations.Nullable Throwable failure) {
            if (Thread.currentThread().equals(watched)) {
                taken.add(since(began));
            }
        }
    }
}
