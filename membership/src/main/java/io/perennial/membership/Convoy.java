package io.perennial.membership;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Requests that arrive together are worked off together: a commit costs the same for one as for many.
 *
 * <p><b>How it is designed, and why.</b> There are some lanes, each of which works off one batch at a time. Who finds a lane
 * free takes it at once with what is asked there and then, so a request that is alone waits for nobody and nothing is ever
 * held back to wait for company. Who finds none free stands in line; whoever leaves a lane hands it to the first in line,
 * who takes along all those behind, up to a limit. Batches are therefore as large as the load makes them, and no thread,
 * timer or setting is needed: the thread that works is always one of those that ask.
 *
 * <p>Each request has its answer when its batch is stored, and its own answer. A batch that fails is taken apart: each of its
 * requests is worked off alone, so that one which cannot be done harms no other. What works the batches off must therefore
 * store all of a batch or nothing, and must bear to be asked again for what was stored after all though its commit seemed to
 * fail: by a business key.
 */
public final class Convoy<Q, A> {

    private final int most;
    private final Function<List<Q>, List<A>> work;
    private final Queue<Traveller> line = new ArrayDeque<>();
    private int freeLanes;

    /**
     * @param lanes batches that are worked off side by side
     * @param most requests of a batch
     * @param work answers for each request of a batch, in their order; all or nothing
     */
    public Convoy(int lanes, int most, Function<List<Q>, List<A>> work) {
        this.freeLanes = lanes;
        this.most = most;
        this.work = work;
    }

    /** @return this request's own answer; throws what working it off alone threw */
    public A ask(Q request) {
        var own = new Traveller(request);
        var batch = findsLane(own) ? List.of(own) : own.waitsForItsTurn();
        if (!batch.isEmpty()) {
            try {
                workOff(batch);
            } finally {
                handOver();
            }
        }
        return own.answer();
    }

    /** Where somebody stands in line, no lane is free. */
    private synchronized boolean findsLane(Traveller arriving) {
        if (freeLanes == 0) {
            line.add(arriving);
            return false;
        }
        freeLanes--;
        return true;
    }

    /** The next batch leaves the line together with its leader: nobody else may take them along meanwhile. */
    private synchronized void handOver() {
        var batch = new ArrayList<Traveller>();
        while (batch.size() < most && !line.isEmpty()) {
            batch.add(line.remove());
        }
        if (batch.isEmpty()) {
            freeLanes++;
        } else {
            batch.getFirst().lead(batch);
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
        private List<Traveller> toLead = List.of();
        private @Nullable A answer;
        private @Nullable Throwable failure;

        Traveller(Q request) {
            this.request = request;
        }

        /**
         * An interrupted caller waits as well: what it asked for is being stored.
         *
         * @return whom to lead; nobody, when there is an answer already
         */
        List<Traveller> waitsForItsTurn() {
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
            return toLead;
        }

        void lead(List<Traveller> batch) {
            toLead = batch;
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
            switch (failure) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case null, default -> {
                    if (answer == null) {
                        throw new IllegalStateException("a batch left a request without an answer");
                    }
                    return answer;
                }
            }
        }
    }
}
