package io.perennial.membership;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Requests that arrive together are worked off together: a commit costs the same for one as for many.
 *
 * <p><b>How it is designed, and why.</b> There are some lanes, each of which works off one batch at a time. Who finds a lane
 * free takes it; who finds none stands in line, and whoever leaves a lane hands it to the first in line. Whoever has a lane
 * takes along all who stand in line, up to a limit. Batches are therefore as large as the load makes them, and no thread or
 * timer is needed: the thread that works is always one of those that ask.
 *
 * <p>Those who were answered together often ask again together, a moment after the lane is free: tills that sell one thing
 * after the other. Setting out at once, each batch would have half of them. So whoever has a lane waits until as many are
 * there as went together last time, and no longer than the patience says. A request that is alone waits for nobody: the one
 * before it was alone as well, or it waits that long just once.
 *
 * <p>Each request has its answer when its batch is stored, and its own answer. A batch that fails is taken apart: each of its
 * requests is worked off alone, so that one which cannot be done harms no other. What works the batches off must therefore
 * store all of a batch or nothing, and must bear to be asked again for what was stored after all though its commit seemed to
 * fail: by a business key.
 */
public final class Convoy<Q, A> {

    private final int most;
    private final long patience;
    private final Function<List<Q>, List<A>> work;
    private final Queue<Traveller> line = new ArrayDeque<>();
    private int freeLanes;

    /** How many went together last time. */
    private int company = 1;

    /**
     * @param lanes batches that are worked off side by side
     * @param most requests of a batch
     * @param patience how long a batch waits, at the longest, until it is as large as the last one
     * @param work answers for each request of a batch, in their order; all or nothing
     */
    public Convoy(int lanes, int most, Duration patience, Function<List<Q>, List<A>> work) {
        this.freeLanes = lanes;
        this.most = most;
        this.patience = patience.toNanos();
        this.work = work;
    }

    /** @return this request's own answer; throws what working it off alone threw */
    public A ask(Q request) {
        var own = new Traveller(request);
        if (findsLane(own) || own.waitsForItsTurn()) {
            try {
                workOff(batchOf(own));
            } finally {
                handOver();
            }
        }
        return own.answer();
    }

    /** Where no lane is free it stands in line. */
    private synchronized boolean findsLane(Traveller arriving) {
        if (freeLanes > 0) {
            freeLanes--;
            return true;
        }
        line.add(arriving);
        if (line.size() + 1 >= company) {
            notifyAll();
        }
        return false;
    }

    private synchronized List<Traveller> batchOf(Traveller leader) {
        var until = System.nanoTime() + patience;
        var interrupted = false;
        for (var left = patience; line.size() + 1 < company && left > 0; left = until - System.nanoTime()) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                interrupted = true;
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        var batch = new ArrayList<>(List.of(leader));
        while (batch.size() < most && !line.isEmpty()) {
            batch.add(line.remove());
        }
        company = batch.size();
        return batch;
    }

    private synchronized void handOver() {
        var next = line.poll();
        if (next == null) {
            freeLanes++;
        } else {
            next.lead();
        }
    }

    private void workOff(List<Traveller> batch) {
        if (batch.size() == 1) {
            alone(batch.getFirst());
            return;
        }
        List<A> answers;
        try {
            answers = work.apply(batch.stream().map(each -> each.request).toList());
        } catch (RuntimeException | Error e) {
            batch.forEach(this::alone);
            return;
        }
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answered(answers.get(i));
        }
    }

    private void alone(Traveller one) {
        try {
            one.answered(work.apply(List.of(one.request)).getFirst());
        } catch (RuntimeException | Error e) {
            one.failed(e);
        }
    }

    /** A request on its way. Its thread waits until it is answered, or is to lead. */
    private final class Traveller {

        private final Q request;
        private final CountDownLatch turn = new CountDownLatch(1);
        private volatile boolean leads;
        private @Nullable A answer;
        private @Nullable Throwable failure;

        Traveller(Q request) {
            this.request = request;
        }

        /**
         * An interrupted caller waits as well: what it asked for is being stored.
         *
         * @return whether it has a lane now; else it has its answer
         */
        boolean waitsForItsTurn() {
            var interrupted = false;
            while (true) {
                try {
                    turn.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return leads;
        }

        void lead() {
            leads = true;
            turn.countDown();
        }

        void answered(A given) {
            answer = given;
            turn.countDown();
        }

        void failed(Throwable why) {
            failure = why;
            turn.countDown();
        }

        A answer() {
            return switch (failure) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case null, default -> {
                    if (answer == null) {
                        throw new IllegalStateException("a batch left a request without an answer");
                    }
                    yield answer;
                }
            };
        }
    }
}
