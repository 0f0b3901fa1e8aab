package io.perennial.trials;

import io.perennial.bench.HttpLine;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Members of a round, what clients asked for them, and the model: what their balances have to be, by what was answered (I9).
 *
 * <p>How it is designed, and why: what an operation does to balances is known without the server, and whether it was done is
 * known from its last answer. An operation whose answer was lost is asked again until one comes. So the model needs no order of
 * events, and any number of clients may work at once. Members are of two kinds: savers shop and are refunded, spenders shop,
 * redeem and send. No purchase of a spender is refunded, so that a refund never meets points that are gone.
 */
final class Shop {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration UNTIL_SETTLED = Duration.ofSeconds(90);
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([0-9a-f-]{36})\"");
    private static final Pattern BALANCE = Pattern.compile("\"balance\"\\s*:\\s*(-?\\d+)");
    private static final Pattern PENDING = Pattern.compile("\"pending\"\\s*:\\s*(-?\\d+)");
    private static final Pattern LEFT = Pattern.compile("\"left\"\\s*:\\s*(\\d+)");
    private static final int PRICE = 20;
    private static final long STOCK = 1_000_000;

    /** Of all rounds and trials, so that no key was ever used before. */
    private static final AtomicLong KEYS = new AtomicLong();

    private static final String RUN = Long.toString(System.currentTimeMillis(), 36);

    private final Stage stage;
    private final List<UUID> savers = new ArrayList<>();
    private final List<UUID> spenders = new ArrayList<>();
    private final String reward;
    private final String otherReward;
    private final Collection<Told> all = new ConcurrentLinkedQueue<>();
    private final Collection<String> faults = new ConcurrentLinkedQueue<>();
    private final Map<UUID, Long> extra = new HashMap<>();

    /** @param each so many savers and so many spenders */
    Shop(Stage stage, int each) throws IOException {
        this.stage = stage;
        reward = stage.reward(PRICE, STOCK);
        otherReward = stage.reward(PRICE + 1, STOCK);
        try (var till = new Till()) {
            for (int i = 0; i < each; i++) {
                savers.add(enrol(till, newKey()));
                spenders.add(enrol(till, newKey()));
            }
        }
    }

    static String newKey() {
        return RUN + "-" + KEYS.incrementAndGet();
    }

    UUID enrol(Till till, String customer) throws IOException {
        var answer = till.post(
                "/api/v1/members",
                "",
                "{\"member\":{\"customerNumber\":\"T" + customer + "\"},\"displayName\":\"Trial\"}");
        var id = ID.matcher(answer.body());
        if (answer.status() >= 300 || !id.find()) {
            throw new Fault("not enrolled: " + answer);
        }
        return UUID.fromString(id.group(1));
    }

    private String authorization() {
        return "Authorization: Bearer " + stage.key() + "\r\n";
    }

    List<UUID> savers() {
        return savers;
    }

    List<UUID> spenders() {
        return spenders;
    }

    Collection<Told> all() {
        return all;
    }

    /** What the model adds beside the operations: prizes. */
    void expect(UUID member, long points) {
        extra.merge(member, points, Long::sum);
    }

    void complain(String what) {
        faults.add(what);
    }

    // --- operations ----------------------------------------------------------------------------

    Told ask(Operation operation) {
        var told = new Told(operation);
        all.add(told);
        stage.tally().operations.increment();
        return told;
    }

    /** It is never sent. */
    void forget(Told told) {
        all.remove(told);
        stage.tally().operations.decrement();
    }

    /** One that was sent already. */
    void keep(Told told) {
        all.add(told);
        stage.tally().operations.increment();
    }

    /** Anything, by anyone. */
    Told anything(RandomGenerator random) {
        var what = random.nextInt(100);
        if (what < 40) {
            return ask(purchase(random, any(random, random.nextBoolean() ? savers : spenders)));
        }
        if (what < 55) {
            var purchases = new ArrayList<Operation.Purchase>();
            for (int i = 2 + random.nextInt(4); i > 0; i--) {
                purchases.add(purchase(random, any(random, random.nextBoolean() ? savers : spenders)));
            }
            return ask(new Operation.Batch(purchases));
        }
        if (what < 65) {
            return ask(new Operation.Refund(ofASaver(random), newKey(), Instant.now()));
        }
        if (what < 85) {
            return ask(new Operation.Redemption(any(random, spenders), reward, otherReward, PRICE, newKey()));
        }
        var from = random.nextInt(spenders.size());
        var to = (from + 1 + random.nextInt(spenders.size() - 1)) % spenders.size();
        return ask(new Operation.Transfer(spenders.get(from), spenders.get(to), 10 + random.nextInt(20), newKey()));
    }

    /** Of yesterday, when no mission was open, not even one that another trial has just retired. */
    Operation.Purchase purchase(RandomGenerator random, UUID member) {
        return purchase(random, member, Instant.now().minusSeconds(86_400 + random.nextInt(3_600)));
    }

    Operation.Purchase purchase(RandomGenerator random, UUID member, Instant at) {
        return new Operation.Purchase(member, newKey(), at, BigDecimal.valueOf(100 + random.nextInt(9_900), 2));
    }

    /** A purchase that is told now and refunded next. */
    private Operation.Purchase ofASaver(RandomGenerator random) {
        var purchase = purchase(random, any(random, savers));
        ask(purchase);
        return purchase;
    }

    static <T> T any(RandomGenerator random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    // --- sending -------------------------------------------------------------------------------

    /** What became of one request. */
    enum Result {
        DONE,
        REFUSED,
        /** The server says that it can't now. */
        BUSY,
        /** The server says that something failed inside. */
        FAILED,
        /** Nothing was heard. */
        UNHEARD
    }

    /** Sends it once; what is wrong with the answer is complained of at the end. */
    Result send(Told told, Till till) {
        stage.tally().requests.increment();
        var operation = told.operation();
        try {
            var answer = till.post(operation.path(), operation.keyHeader(), operation.body());
            return hear(told, answer.status(), answer.body());
        } catch (IOException | RuntimeException e) {
            told.isUnknown();
            till.hangUp();
            return Result.UNHEARD;
        }
    }

    private Result hear(Told told, int status, String body) {
        var wrong = (String) null;
        var result = Result.REFUSED;
        if (status == 200 || status == 201) {
            if (told.operation() instanceof Operation.Batch && body.contains("\"problem\"")) {
                wrong = "a purchase of a batch was refused: " + body;
            } else {
                wrong = told.acknowledge(body);
            }
            result = Result.DONE;
        } else if (status == 503) {
            told.isUnknown();
            result = Result.BUSY;
        } else if (status >= 500) {
            told.isUnknown();
            result = Result.FAILED;
        } else if (status == 429 || status == 401 || status == 404) {
            wrong = "answered " + status + " " + body;
        } else {
            wrong = told.refuse(body);
        }
        if (wrong != null) {
            complain(wrong + " [" + told.operation() + "]");
        }
        return result;
    }

    /** A client of its own, whose line may break; the next request opens another one. */
    final class Till implements AutoCloseable {

        private @Nullable HttpLine line;

        HttpLine.Answer post(String path, String header, String body) throws IOException {
            return line().post(path, authorization() + header, body);
        }

        HttpLine.Answer get(String path) throws IOException {
            return line().get(path, authorization());
        }

        private HttpLine line() throws IOException {
            if (line == null) {
                line = HttpLine.to(stage.httpPort()).withPatience(PATIENCE);
            }
            return line;
        }

        void hangUp() {
            if (line != null) {
                try {
                    line.close();
                } catch (IOException e) {
                    // it was broken already
                }
                line = null;
            }
        }

        @Override
        public void close() {
            hangUp();
        }
    }

    // --- judging -------------------------------------------------------------------------------

    /** Settles; then sends everything again, and compares everything with the model. */
    void judge(RandomGenerator random) throws Exception {
        settle();
        stage.application().ask("settle");
        sendAgain();
        sendOtherBodies(random);
        if (!faults.isEmpty()) {
            throw new Fault(faults.size() + " wrong answers, the first: "
                    + faults.stream().limit(5).toList());
        }
        compareBalances();
        compareStock();
        stage.verify();
    }

    /** Asks until each operation has an answer. */
    void settle() throws InterruptedException {
        var until = System.nanoTime() + UNTIL_SETTLED.toNanos();
        Clients.each(this, 8, all, (till, told) -> {
            while (!told.isSettled()) {
                if (send(told, till) != Result.DONE && !told.isSettled()) {
                    Thread.sleep(20);
                }
                if (System.nanoTime() > until) {
                    throw new Fault("no answer within " + UNTIL_SETTLED.toSeconds() + " s: " + told);
                }
            }
        });
    }

    /** I3: the same answer on every retry. What was refused may be done by now, and counts then. */
    private void sendAgain() throws InterruptedException {
        Clients.each(this, 8, all, (till, told) -> {
            for (int tries = 0; send(told, till).compareTo(Result.REFUSED) > 0; tries++) {
                if (tries > 50) {
                    complain("not answered after everything had recovered: " + told);
                    return;
                }
                Thread.sleep(50);
            }
        });
    }

    /** I3: another body under a key that was used is refused. */
    private void sendOtherBodies(RandomGenerator random) throws IOException {
        try (var till = new Till()) {
            for (var told : all) {
                if (told.isAcknowledged()
                        && !(told.operation() instanceof Operation.Batch)
                        && random.nextInt(20) == 0) {
                    stage.tally().requests.increment();
                    var operation = told.operation();
                    var answer = till.post(operation.path(), operation.keyHeader(), operation.otherBody());
                    if (answer.status() != 409 && answer.status() != 422) {
                        complain("another body under the same key was answered " + answer + " [" + operation + "]");
                    }
                }
            }
        }
    }

    private void compareBalances() throws IOException {
        var expected = new HashMap<UUID, Long>(extra);
        savers.forEach(member -> expected.putIfAbsent(member, 0L));
        spenders.forEach(member -> expected.putIfAbsent(member, 0L));
        for (var told : all) {
            if (told.isAcknowledged()) {
                told.operation().effect().forEach((member, points) -> expected.merge(member, points, Long::sum));
            }
        }
        var wrong = new ArrayList<String>();
        try (var till = new Till()) {
            for (var member : expected.keySet()) {
                var answer = till.get("/api/v1/members/" + member);
                var balance = number(BALANCE, answer) + number(PENDING, answer);
                var off = balance - expected.getOrDefault(member, 0L);
                if (off < 0) {
                    stage.tally().lost.add(-off);
                } else {
                    stage.tally().doubled.add(off);
                }
                if (off != 0) {
                    wrong.add(member + " has " + balance + " and should have " + expected.get(member));
                }
            }
        }
        if (!wrong.isEmpty()) {
            throw new Fault("balances differ from the model: " + wrong);
        }
    }

    private static long number(Pattern pattern, HttpLine.Answer answer) {
        var found = pattern.matcher(answer.body());
        if (answer.status() != 200 || !found.find()) {
            throw new Fault("not read: " + answer);
        }
        return Long.parseLong(found.group(1));
    }

    /** I8 */
    private void compareStock() throws IOException {
        var redeemed = all.stream()
                .filter(told -> told.operation() instanceof Operation.Redemption && told.isAcknowledged())
                .filter(told ->
                        ((Operation.Redemption) told.operation()).reward().equals(reward))
                .count();
        var left = left(reward);
        if (left != STOCK - redeemed) {
            throw new Fault(redeemed + " redemptions, and the stock went from " + STOCK + " to " + left);
        }
    }

    long left(String wanted) throws IOException {
        try (var till = new Till()) {
            var answer = till.get("/api/v1/rewards?member=" + spenders.getFirst());
            var from = answer.body().indexOf(wanted);
            var found = LEFT.matcher(answer.body());
            if (from < 0 || !found.find(from)) {
                throw new Fault("the reward is not offered: " + answer);
            }
            return Long.parseLong(found.group(1));
        }
    }
}
