package io.perennial.points;

import static io.perennial.points.Stories.NOON;
import static io.perennial.points.Stories.purchase;
import static io.perennial.points.Stories.refund;

import io.perennial.PointsTestApplication;
import io.perennial.insights.Activity;
import io.perennial.membership.MemberId;
import io.perennial.testing.AnotherProcess;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A shop whose members are on their way through a mission: it tells purchases, four at a time, and what they count for is
 * counted behind them, until it is killed. In the batch of a number there is always the same.
 */
final class ShopUntilKilled {

    static final String TOLD = "TOLD";

    /** Batches of one day. */
    static final int DAY = 6;

    private ShopUntilKilled() {}

    /** The members; the database is in the environment. */
    public static void main(String[] arguments) {
        var application = AnotherProcess.application(PointsTestApplication.class);
        application.getBean(TurnableClock.class).turnTo(NOON.plus(Duration.ofDays(90)));
        var earnPoints = application.getBean(EarnPoints.class);
        var next = new AtomicInteger();
        var members = Arrays.stream(arguments).map(MemberId::of).toList();
        var tills = Executors.newFixedThreadPool(4);
        for (int till = 0; till < 4; till++) {
            tills.execute(() -> {
                while (true) {
                    earnPoints.earn(batch(next.getAndIncrement(), members));
                    AnotherProcess.say(TOLD);
                }
            });
        }
    }

    /** A purchase by every second member, of which one is refunded. */
    static List<Activity> batch(int number, List<MemberId> members) {
        var day = NOON.plus(Duration.ofDays(number / DAY));
        var batch = new ArrayList<Activity>();
        for (int i = number % 2; i < members.size(); i += 2) {
            batch.add(purchase(members.get(i), "K" + number + "-" + i, "10.00", day));
        }
        var first = number % 2;
        batch.add(refund(members.get(first), "R" + number, "10.00", "K" + number + "-" + first, day));
        return batch;
    }
}
