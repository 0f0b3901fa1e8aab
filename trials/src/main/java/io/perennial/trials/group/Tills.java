package io.perennial.trials.group;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Tills that tell purchases and redeem, as tills should: whatever is not answered is sent again, as it was, until it is. They
 * keep a book of everything that was acknowledged.
 */
final class Tills {

    static final String SOURCE = "group-trial";
    private static final int EARNED = 50;
    private static final int REDEEMED = 10;
    private static final double PURCHASES = .75;
    private static final Pattern CODE = Pattern.compile("\"code\":\"([a-z-]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;
    private final String key;
    private final String reward;
    private final List<UUID> members;
    private final long seed;

    private final Map<UUID, AtomicLong> balances = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> purchases = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> redemptions = new ConcurrentLinkedQueue<>();

    /** When something was acknowledged, by the JVM's clock. */
    private final ConcurrentSkipListMap<Long, Boolean> acknowledged = new ConcurrentSkipListMap<>();

    /** What else was answered, and how often. */
    private final Map<String, AtomicLong> others = new ConcurrentHashMap<>();

    private final AtomicLong slowest = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean isClosing;

    Tills(int port, String key, String reward, List<UUID> members, long seed) {
        this.address = "http://127.0.0.1:" + port + "/api/v1/";
        this.key = key;
        this.reward = reward;
        this.members = members;
        this.seed = seed;
    }

    void open(int count) {
        for (var i = 0; i < count; i++) {
            var choice = new Random(seed + i);
            threads.add(Thread.ofVirtual().start(() -> serve(choice)));
        }
    }

    /** Everyone is served to the end. */
    void close() throws InterruptedException {
        isClosing = true;
        for (var thread : threads) {
            thread.join();
        }
        http.close();
    }

    private void serve(Random choice) {
        while (!isClosing) {
            var member = members.get(choice.nextInt(members.size()));
            if (choice.nextDouble() < PURCHASES) {
                purchase(member, UUID.randomUUID().toString());
            } else {
                redeem(member, UUID.randomUUID().toString());
            }
        }
    }

    private void purchase(UUID member, String reference) {
        var body = """
            {"member":{"id":"%s"},"type":"purchase","source":"%s","reference":"%s","happenedAt":"%s",\
            "channel":"pos","amount":{"value":"50.00","currency":"CNY"}}\
            """.formatted(member, SOURCE, reference, Instant.now());
        if (isDone(HttpRequest.newBuilder(URI.create(address + "activities")), body)) {
            purchases.add(reference);
            booked(member, EARNED);
        }
    }

    private void redeem(UUID member, String intention) {
        var body = "{\"member\":{\"id\":\"%s\"},\"reward\":\"%s\"}".formatted(member, reward);
        if (isDone(
                HttpRequest.newBuilder(URI.create(address + "redemptions")).header("Idempotency-Key", intention),
                body)) {
            redemptions.add(intention);
            booked(member, -REDEEMED);
        }
    }

    private void booked(UUID member, long points) {
        balances.computeIfAbsent(member, _ -> new AtomicLong()).addAndGet(points);
    }

    /** @return whether it was acknowledged; else it was refused for a reason */
    private boolean isDone(HttpRequest.Builder to, String body) {
        var request = to.header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var began = System.nanoTime();
        while (true) {
            try {
                var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() < 300) {
                    var now = System.nanoTime();
                    acknowledged.put(now, true);
                    slowest.accumulateAndGet(now - began, Math::max);
                    return true;
                }
                var code = CODE.matcher(answer.body());
                count(answer.statusCode() + (code.find() ? " " + code.group(1) : ""));
                if (answer.statusCode() < 500) {
                    return false;
                }
                Thread.sleep(200);
            } catch (IOException e) {
                count("no answer");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void count(String what) {
        others.computeIfAbsent(what, _ -> new AtomicLong()).incrementAndGet();
    }

    /** The longest time from then on in which nothing at all was acknowledged. */
    Duration longestSilenceSince(long since) {
        var longest = 0L;
        var last = since;
        for (var at : acknowledged.tailMap(since).keySet()) {
            longest = Math.max(longest, at - last);
            last = at;
        }
        return Duration.ofNanos(longest);
    }

    long acknowledgedSince(long since) {
        return acknowledged.tailMap(since).size();
    }

    List<String> purchases() {
        return List.copyOf(purchases);
    }

    List<String> redemptions() {
        return List.copyOf(redemptions);
    }

    Map<UUID, Long> balances() {
        var all = new TreeMap<UUID, Long>();
        balances.forEach((member, balance) -> all.put(member, balance.get()));
        return all;
    }

    Map<String, Long> others() {
        var all = new TreeMap<String, Long>();
        others.forEach((what, times) -> all.put(what, times.get()));
        return all;
    }

    Duration slowest() {
        return Duration.ofNanos(slowest.get());
    }
}
