package io.perennial.web.pages;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Gives each request an id that stands in every line of its log, in the answer's header and on error pages. One that a
 * gateway gave is kept. The line about the request itself names the pattern of the address, never what a person put in it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestIds extends OncePerRequestFilter {

    static final String HEADER = "X-Request-Id";
    private static final String ATTRIBUTE = "requestId";
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9-]{8,64}");
    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();
    private static final Logger LOG = LoggerFactory.getLogger("io.perennial.web.access");

    static String of(ServletRequest request) {
        return Optional.ofNullable((String) request.getAttribute(ATTRIBUTE)).orElse("");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var given = request.getHeader(HEADER);
        var id = given != null && ACCEPTED.matcher(given).matches()
                ? given
                : IDS.generate().toString();
        request.setAttribute(ATTRIBUTE, id);
        response.setHeader(HEADER, id);
        try (var _ = MDC.putCloseable(ATTRIBUTE, id)) {
            chain.doFilter(request, response);
            LOG.debug(
                    "{} {} {}",
                    request.getMethod(),
                    request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE),
                    response.getStatus());
        }
    }
}
