package io.perennial.bench;

import io.perennial.web.api.keys.IssueApiKeys;
import io.perennial.web.api.keys.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * S2: a till sends a purchase over HTTP, with its key, as JSON, and has the answer when it is durable. The baseline is the
 * same purchase by JDBC without any HTTP. What the tills themselves cost is in it, as they run on the same machine.
 */
final class EarnOverHttp implements Goal {

    private static final int JUDGED_AT = 16;
    private static final int TOGETHER_AT = 64;

    @Override
    public String name() {
        return "S2";
    }

    @Override
    public String title() {
        return "earn over HTTP (key, JSON, durable answer)";
    }

    @Override
    public List<Finding> measure(Stage stage) throws Exception {
        var key = key(stage.perennial());
        var findings = new ArrayList<Finding>();
        var tills = new ArrayList<HttpLine>();
        try {
            for (int i = 0; i < Collections.max(stage.options().clients()); i++) {
                tills.add(HttpLine.to(stage.perennial().httpPort()));
            }
            Work own = client -> {
                var answer = tills.get(client)
                        .post("/api/v1/activities", "Authorization: Bearer " + key + "\r\n", body(stage));
                if (answer.status() != 200 || !answer.body().contains("\"points\":50")) {
                    throw new IllegalStateException("answered " + answer);
                }
            };
            // The path over HTTP is seen by the compiler here for the first time.
            Clients.work(tills.size(), stage.options().warmUp(), own);
            for (var clients : stage.options().clients()) {
                var pairs = stage.compare(clients, EarnThroughThePort.baseline(stage), own);
                findings.add(Finding.ofRates(Stage.clients(clients), Stage.rates(pairs), bar(clients)));
            }
        } finally {
            for (var till : tills) {
                till.close();
            }
        }
        return findings;
    }

    private static @Nullable Bar bar(int clients) {
        return switch (clients) {
            case JUDGED_AT -> Bar.atLeast(.40, .60);
            case TOGETHER_AT -> Bar.atLeast(.40, 3);
            default -> null;
        };
    }

    static String key(RunningPerennial perennial) {
        return switch (perennial
                .port(IssueApiKeys.class)
                .issue("Bench " + Stage.reference(), EnumSet.allOf(Scope.class), Optional.empty())) {
            case IssueApiKeys.Outcome.Issued issued -> issued.token();
            case IssueApiKeys.Outcome other -> throw new IllegalStateException("no key: " + other);
        };
    }

    private static String body(Stage stage) {
        return """
            {"member":{"id":"%s"},"type":"purchase","source":"bench","reference":"%s","happenedAt":"%s",\
            "channel":"pos","amount":{"value":"50.00","currency":"CNY"}}\
            """.formatted(stage.population().anyone(), Stage.reference(), Instant.now());
    }
}
