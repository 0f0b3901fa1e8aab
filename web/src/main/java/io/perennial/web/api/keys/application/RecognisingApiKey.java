package io.perennial.web.api.keys.application;

import io.perennial.web.api.keys.ApiKey;
import io.perennial.web.api.keys.RecogniseApiKey;
import io.perennial.web.api.keys.domain.ApiKeys;
import io.perennial.web.api.keys.domain.KeyToken;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Keeps what the database said of a prefix for {@value RecogniseApiKey#STALE_SECONDS} seconds, so that a busy till costs no
 * query per request; an unknown prefix is kept too, so that guessing costs none either.
 */
@Component
class RecognisingApiKey implements RecogniseApiKey {

    private static final int MOST_KEPT = 10_000;
    private static final Duration STALE = Duration.ofSeconds(STALE_SECONDS);
    private static final Duration USE_KNOWN_TO = Duration.ofMinutes(1);

    private final ApiKeys keys;
    private final Clock clock;
    private final ConcurrentHashMap<String, Kept> kept = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Instant> toldAsUsed = new ConcurrentHashMap<>();

    private record Kept(Optional<ApiKeys.Stored> key, Instant until) {}

    RecognisingApiKey(ApiKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Optional<ApiKey> recognise(String token) {
        return KeyToken.parse(token)
                .flatMap(parsed -> stored(parsed.prefix())
                        .filter(stored -> MessageDigest.isEqual(stored.secretHash(), parsed.secretHash())))
                .map(ApiKeys.Stored::key)
                .filter(key -> key.revokedAt().isEmpty())
                .map(this::used);
    }

    private Optional<ApiKeys.Stored> stored(String prefix) {
        var now = clock.instant();
        var known = kept.get(prefix);
        if (known != null && now.isBefore(known.until())) {
            return known.key();
        }
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        var found = keys.byPrefix(prefix);
        kept.put(prefix, new Kept(found, now.plus(STALE)));
        return found;
    }

    private ApiKey used(ApiKey key) {
        var now = clock.instant();
        var told = toldAsUsed.get(key.prefix());
        if (told == null || now.isAfter(told.plus(USE_KNOWN_TO))) {
            toldAsUsed.put(key.prefix(), now);
            keys.used(key.id(), now, now.minus(USE_KNOWN_TO));
        }
        return key;
    }
}
