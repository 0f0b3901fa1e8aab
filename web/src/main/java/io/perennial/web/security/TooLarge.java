package io.perennial.web.security;

import io.perennial.web.pages.Site;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what is too large before anyone reads it. Otherwise the search for the form's token would fail on the upload, and
 * the answer would speak of an old form instead of a large file. Members upload nothing: their forms are small.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class TooLarge extends OncePerRequestFilter {

    static final long LARGEST_FORM = 256 * 1024;

    private final long largestUpload;

    TooLarge(MultipartProperties uploads) {
        this.largestUpload = uploads.getMaxRequestSize().toBytes();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var largest = Site.of(request) == Site.PORTAL ? LARGEST_FORM : largestUpload;
        if (request.getContentLengthLong() > largest) {
            refuse(HttpStatus.CONTENT_TOO_LARGE, request, response);
        } else if (isUploadOfUnknownLength(request)) {
            refuse(HttpStatus.LENGTH_REQUIRED, request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Every browser says how long an upload is; whoever does not would be found out only after all of it was read. */
    private static boolean isUploadOfUnknownLength(HttpServletRequest request) {
        var type = request.getContentType();
        return request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
                && type != null
                && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private static void refuse(HttpStatus status, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status.value());
        response.setStatus(status.value());
        request.getRequestDispatcher("/error").forward(new WithoutBody(request), response);
    }

    /** Whoever writes the answer asks for parameters, and would have the whole body read after all. */
    private static final class WithoutBody extends HttpServletRequestWrapper {

        WithoutBody(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return HttpMethod.GET.name();
        }

        @Override
        public @Nullable String getContentType() {
            return null;
        }

        @Override
        public @Nullable String getParameter(String name) {
            return null;
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return null;
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.emptyEnumeration();
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Map.of();
        }
    }
}
