package io.perennial.points;

import static io.perennial.points.Stories.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Activity;
import io.perennial.membership.EnrolMembers;
import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** How long the end of a month takes, and how long whoever buys meanwhile has to wait. Only when asked for. */
@PointsTest
@EnabledIfSystemProperty(named = "perennial.measure", matches = "true")
class SweepMeasurementTests {

    private static final Logger log = LoggerFactory.getLogger(SweepMeasurementTests.class);
    private static final int PEOPLE = 20_000;
    private static final int LOTS_EACH = 5;
    private static final int AT_ONCE = 1_000;

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
    private Notices notices;

    @Autowired
    private TurnableClock clock;

    @Test
    void a_hundred_thousand_lots() throws Exception {
        var people = new ArrayList<MemberId>();
        for (int from = 0; from < PEOPLE; from += AT_ONCE) {
            var first = from;
            people.addAll(enrolMembers
                    .enrol(IntStream.range(first, first + AT_ONCE)
                            .mapToObj(number -> new Enrolment(
                                    new Identifier(Identifier.Kind.CUSTOMER_NUMBER, "M-" + number), null, "import"))
                            .toList())
                    .stream()
                    .map(EnrolMembers.Enrolled::member)
                    .toList());
        }
        for (int round = 0; round < LOTS_EACH; round++) {
            for (int from = 0; from < PEOPLE; from += AT_ONCE) {
                var batch = new ArrayList<Activity>();
                for (var member : people.subList(from, from + AT_ONCE)) {
                    batch.add(purchase(member, "P" + round + member, "2.00"));
                }
                earnPoints.earn(batch);
            }
        }
        notices.days(14);
        clock.turn(Duration.ofDays(728)); // eleven days before the end, and nobody was told
        measured(
                "prolonged",
                people,
                () -> prolongPoints.prolong(clock.instant()).lots());
        clock.turn(Duration.ofDays(400));
        notices.days(0);
        clock.turn(Duration.ofDays(1));
        var expired = measured(
                "expired", people, () -> expirePoints.expire(clock.instant()).lots());

        assertThat(expired).isBetween((long) PEOPLE * LOTS_EACH - AT_ONCE, (long) PEOPLE * LOTS_EACH);
    }

    private long measured(String what, List<MemberId> people, java.util.function.LongSupplier sweep) throws Exception {
        var over = new AtomicBoolean();
        var waits = Collections.synchronizedList(new ArrayList<Long>());
        try (var shop = Executors.newSingleThreadExecutor()) {
            var buying = shop.submit(() -> {
                for (int i = 0; !over.get(); i++) {
                    var began = System.nanoTime();
                    earnPoints.earn(
                            List.of(purchase(people.get(i * 7919 % PEOPLE), what + i, "1.00", clock.instant())));
                    waits.add((System.nanoTime() - began) / 1_000_000);
                }
            });
            var began = System.nanoTime();
            var lots = sweep.getAsLong();
            var milliseconds = (System.nanoTime() - began) / 1_000_000;
            over.set(true);
            buying.get();
            var sorted = waits.stream().sorted().toList();
            log.info(
                    "{} {} lots in {} ms; {} purchases meanwhile, each {} ms in the middle, {} ms at most; outstanding {}",
                    what,
                    lots,
                    milliseconds,
                    sorted.size(),
                    sorted.get(sorted.size() / 2),
                    sorted.getLast(),
                    readTotals.outstanding());
            return lots;
        }
    }
}
