package io.perennial.trials;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One thing that a client asks of the HTTP API, under a key, and what it does to the members when it is done, once. */
sealed interface Operation {

    String SOURCE = "trials";

    String path();

    /** @return its line, or nothing for what carries its key in the body */
    String keyHeader();

    String body();

    /** The same key asking for something else. */
    String otherBody();

    /** What the model adds to balances. */
    Map<UUID, Long> effect();

    /** How often its answer says that it was done now; only activities of a batch are told apart. */
    default int parts() {
        return 1;
    }

    /** By the programme's first rule: a point for each whole yuan. */
    static long pointsFor(BigDecimal yuan) {
        return yuan.longValue();
    }

    private static String activity(
            UUID member, String type, String reference, Instant at, BigDecimal yuan, @Nullable String refundOf) {
        return """
            {"member":{"id":"%s"},"type":"%s","source":"%s","reference":"%s","happenedAt":"%s","channel":"pos",\
            "amount":{"value":"%s","currency":"CNY"}%s}\
            """.formatted(
                        member,
                        type,
                        SOURCE,
                        reference,
                        at,
                        yuan,
                        refundOf == null ? "" : ",\"refundOf\":\"" + refundOf + "\"");
    }

    record Purchase(UUID member, String reference, Instant at, BigDecimal yuan) implements Operation {

        @Override
        public String path() {
            return "/api/v1/activities";
        }

        @Override
        public String keyHeader() {
            return "";
        }

        @Override
        public String body() {
            return activity(member, "purchase", reference, at, yuan, null);
        }

        @Override
        public String otherBody() {
            return activity(member, "purchase", reference, at, yuan.add(BigDecimal.ONE), null);
        }

        @Override
        public Map<UUID, Long> effect() {
            return Map.of(member, pointsFor(yuan));
        }
    }

    /** Of the whole; only by members who spend nothing, so that all of it is still there to be taken back. */
    record Refund(Purchase purchase, String reference, Instant at) implements Operation {

        @Override
        public String path() {
            return "/api/v1/activities";
        }

        @Override
        public String keyHeader() {
            return "";
        }

        @Override
        public String body() {
            return activity(purchase.member(), "refund", reference, at, purchase.yuan(), purchase.reference());
        }

        @Override
        public String otherBody() {
            return activity(
                    purchase.member(),
                    "refund",
                    reference,
                    at,
                    purchase.yuan().subtract(new BigDecimal("0.01")),
                    purchase.reference());
        }

        @Override
        public Map<UUID, Long> effect() {
            return Map.of(purchase.member(), -pointsFor(purchase.yuan()));
        }
    }

    /** Several purchases in one request. */
    record Batch(List<Purchase> purchases) implements Operation {

        @Override
        public String path() {
            return "/api/v1/activities";
        }

        @Override
        public String keyHeader() {
            return "";
        }

        @Override
        public String body() {
            return purchases.stream().map(Purchase::body).collect(Collectors.joining(",", "{\"activities\":[", "]}"));
        }

        @Override
        public String otherBody() {
            return purchases.getFirst().otherBody();
        }

        @Override
        public Map<UUID, Long> effect() {
            var effect = new HashMap<UUID, Long>();
            for (var purchase : purchases) {
                effect.merge(purchase.member(), pointsFor(purchase.yuan()), Long::sum);
            }
            return effect;
        }

        @Override
        public int parts() {
            return purchases.size();
        }
    }

    record Redemption(UUID member, String reward, String otherReward, long price, String key) implements Operation {

        @Override
        public String path() {
            return "/api/v1/redemptions";
        }

        @Override
        public String keyHeader() {
            return "Idempotency-Key: " + key + "\r\n";
        }

        @Override
        public String body() {
            return "{\"member\":{\"id\":\"" + member + "\"},\"reward\":\"" + reward + "\"}";
        }

        @Override
        public String otherBody() {
            return "{\"member\":{\"id\":\"" + member + "\"},\"reward\":\"" + otherReward + "\"}";
        }

        @Override
        public Map<UUID, Long> effect() {
            return Map.of(member, -price);
        }
    }

    record Transfer(UUID from, UUID to, long points, String key) implements Operation {

        @Override
        public String path() {
            return "/api/v1/transfers";
        }

        @Override
        public String keyHeader() {
            return "Idempotency-Key: " + key + "\r\n";
        }

        @Override
        public String body() {
            return body(points);
        }

        private String body(long asked) {
            return "{\"from\":\"" + from + "\",\"to\":\"" + to + "\",\"points\":" + asked + "}";
        }

        @Override
        public String otherBody() {
            return body(points + 1);
        }

        @Override
        public Map<UUID, Long> effect() {
            return Map.of(from, -points, to, points);
        }
    }
}
