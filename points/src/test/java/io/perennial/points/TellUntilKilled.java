package io.perennial.points;

import static io.perennial.points.Stories.MUG;
import static io.perennial.points.Stories.purchase;
import static io.perennial.points.Stories.refund;

import io.perennial.PointsTestApplication;
import io.perennial.insights.Activity;
import io.perennial.membership.MemberId;
import io.perennial.points.EarnPoints.Outcome.Booked;
import io.perennial.points.SpendPoints.Outcome.Spent;
import io.perennial.points.SpendPoints.Spending;
import io.perennial.testing.AnotherProcess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A shop that tells batch after batch, four at a time, whose members spend and give away in between, and writes down each that was acknowledged, until it is killed. In the
 * batch of a number there is always the same.
 */
final class TellUntilKilled {

    static final int BATCH = 20;
    static final int SPENT = 3;
    static final int GIVEN = 10;

    private TellUntilKilled() {}

    /** The number to begin with, then the members; the database is in the environment. */
    public static void main(String[] arguments) {
        var application = AnotherProcess.application(PointsTestApplication.class);
        var earnPoints = application.getBean(EarnPoints.class);
        var spendPoints = application.getBean(SpendPoints.class);
        var sendPoints = application.getBean(SendPoints.class);
        var next = new AtomicInteger(Integer.parseInt(arguments[0]));
        var members = Arrays.stream(arguments).skip(1).map(MemberId::of).toList();
        var shops = Executors.newFixedThreadPool(4);
        for (int shop = 0; shop < 4; shop++) {
            shops.execute(() -> {
                while (true) {
                    var number = next.getAndIncrement();
                    earn(number, members, earnPoints);
                    AnotherProcess.say("EARNED " + number);
                    spend(number, members, spendPoints);
                    AnotherProcess.say("SPENT " + number);
                    send(number, members, sendPoints);
                    AnotherProcess.say("SENT " + number);
                }
            });
        }
    }

    static void earn(int number, List<MemberId> members, EarnPoints earnPoints) {
        var outcomes = earnPoints.earn(batch(number, members));
        if (!outcomes.stream().allMatch(Booked.class::isInstance)) {
            throw new IllegalStateException("batch " + number + ": " + outcomes);
        }
    }

    static void spend(int number, List<MemberId> members, SpendPoints spendPoints) {
        var outcome = spendPoints.spend(new Spending(spender(number, members), Points.of(SPENT), "K" + number, MUG));
        if (!(outcome instanceof Spent)) {
            throw new IllegalStateException("spending " + number + ": " + outcome);
        }
    }

    static void send(int number, List<MemberId> members, SendPoints sendPoints) {
        var outcome = sendPoints.send(new SendPoints.Sending(
                spender(number, members), spender(number + 1, members), Points.of(GIVEN), "K" + number));
        if (!(outcome instanceof SendPoints.Outcome.Sent)) {
            throw new IllegalStateException("transfer " + number + ": " + outcome);
        }
    }

    /** Purchases of 10 to 29 yuan by members in turn, and a refund of 4 yuan of the first. */
    static List<Activity> batch(int number, List<MemberId> members) {
        var batch = new ArrayList<Activity>();
        for (int i = 0; i < BATCH - 1; i++) {
            batch.add(purchase(members.get((number + i * 7) % members.size()), reference(number, i), (10 + i) + ".00"));
        }
        batch.add(refund(
                members.get(number % members.size()), reference(number, BATCH - 1), "4.00", reference(number, 0)));
        return batch;
    }

    static MemberId spender(int number, List<MemberId> members) {
        return members.get(number % members.size());
    }

    private static String reference(int number, int line) {
        return "K" + number + "-" + line;
    }
}
