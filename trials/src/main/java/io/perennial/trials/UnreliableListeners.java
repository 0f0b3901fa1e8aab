package io.perennial.trials;

import io.perennial.insights.ActivitiesRecorded;
import io.perennial.points.CountActivities;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Stands before what counts activities for missions, which is a listener's whole work: it fails in so many of a hundred
 * deliveries, half of these before anything was done and half after, and what was delivered comes up to four times more, later
 * and in another order.
 */
class UnreliableListeners implements BeanPostProcessor {

    private static final int MOST_MORE = 4;
    private static final int LATEST_MILLIS = 300;

    /** A listener that fails, as listeners do. */
    static final class Failing extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong waiting = new AtomicLong();
    private volatile int failing;
    private volatile Random random = new Random(0);

    /** @param failingOfAHundred 0 for a listener that does what it should */
    String behave(int failingOfAHundred, long seed) {
        random = new Random(seed);
        failing = failingOfAHundred;
        while (failing == 0 && waiting.get() > 0) {
            Thread.onSpinWait();
        }
        return tally();
    }

    String tally() {
        return delivered.get() + " " + failed.get();
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof CountActivities counting ? (CountActivities) told -> count(counting, told) : bean;
    }

    private void count(CountActivities counting, List<ActivitiesRecorded.Line> told) {
        delivered.incrementAndGet();
        if (failing == 0) {
            counting.count(told);
            return;
        }
        for (int more = random.nextInt(MOST_MORE + 1); more > 0; more--) {
            waiting.incrementAndGet();
            var later = random.nextInt(LATEST_MILLIS);
            Thread.ofVirtual().start(() -> again(counting, told, later));
        }
        var fate = random.nextInt(200);
        if (fate < failing) {
            failed.incrementAndGet();
            throw new Failing();
        }
        counting.count(told);
        if (fate >= 200 - failing) {
            failed.incrementAndGet();
            throw new Failing();
        }
    }

    private void again(CountActivities counting, List<ActivitiesRecorded.Line> told, int later) {
        try {
            Thread.sleep(later);
            delivered.incrementAndGet();
            counting.count(told);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failed.incrementAndGet(); // the registry hands the event out once more in any case
        } finally {
            waiting.decrementAndGet();
        }
    }
}
