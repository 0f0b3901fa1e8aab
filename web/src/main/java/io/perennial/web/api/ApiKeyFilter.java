package io.perennial.web.api;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.perennial.web.api.keys.ApiKey;
import io.perennial.web.api.keys.RecogniseApiKey;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a program in by its key, and holds it to its rate. Buckets are kept per instance: what they guard against is a
 * program gone wild, and that needs no exact count across instances.
 */
final class ApiKeyFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final RecogniseApiKey keys;
    private final Problems problems;
    private final ApiFaults faults;
    private final ApiLimits limits;
    private final ConcurrentHashMap<String, Bucket> buckets = new ConcurrentHashMap<>();

    ApiKeyFilter(RecogniseApiKey keys, Problems problems, ApiFaults faults, ApiLimits limits) {
        this.keys = keys;
        this.problems = problems;
        this.faults = faults;
        this.limits = limits;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var given = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (given == null) {
            chain.doFilter(request, response);
            return;
        }
        ApiKey key;
        try {
            key = given.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                    ? keys.recognise(given.substring(SCHEME.length()).strip()).orElse(null)
                    : null;
        } catch (RuntimeException fault) {
            // No controller is reached, for whose exceptions there would be somebody.
            if (faults.resolveException(request, response, null, fault) == null) {
                throw fault;
            }
            return;
        }
        if (key == null) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"perennial\", error=\"invalid_token\"");
            problems.write(request, response, problems.of(request, ProblemCode.API_KEY_INVALID));
            return;
        }
        // Only keys that exist have a bucket, so there are as many as keys.
        var probe = buckets.computeIfAbsent(key.prefix(), _ -> bucket()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            var wait = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait));
            problems.write(request, response, problems.of(request, ProblemCode.RATE_LIMITED, wait));
            return;
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new ApiCaller(key));
        SecurityContextHolder.setContext(context);
        try {
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(limits.burst())
                        .refillGreedy(limits.requestsPerMinute(), Duration.ofMinutes(1))
                        .build())
                .build();
    }
}
