package io.perennial.web.api;

import io.perennial.web.database.CommitOutcomeUnknown;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Turns whatever goes wrong below {@code /api} into a problem document. Goes by the address and not by the controller,
 * because an unknown path or a wrong method has none.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiFaults implements HandlerExceptionResolver {

    private static final Logger log = LoggerFactory.getLogger(ApiFaults.class);

    /** An option forbids it, --read-only above all; or the whole storage is read-only. */
    private static final Set<Integer> TAKES_NO_WRITES = Set.of(1290, 1836);

    private final Problems problems;

    ApiFaults(Problems problems) {
        this.problems = problems;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception fault) {
        if (!request.getRequestURI().startsWith(request.getContextPath() + "/api/")) {
            return null;
        }
        try {
            problems.write(request, response, problem(request, response, fault));
            return new ModelAndView();
        } catch (IOException e) {
            return null;
        }
    }

    private Problem problem(HttpServletRequest request, HttpServletResponse response, Exception fault) {
        if (takesNoWrites(fault)) {
            log.warn("The database takes no writes");
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            return problems.of(request, ProblemCode.BUSY);
        }
        return switch (fault) {
            case NoResourceFoundException _, NoHandlerFoundException _ ->
                problems.of(request, ProblemCode.UNKNOWN_PATH);
            case HttpRequestMethodNotSupportedException wrong -> {
                var allowed = Objects.requireNonNullElse(wrong.getSupportedHttpMethods(), Set.<HttpMethod>of()).stream()
                        .map(HttpMethod::name)
                        .sorted()
                        .collect(Collectors.joining(", "));
                response.setHeader(HttpHeaders.ALLOW, allowed);
                yield problems.of(request, ProblemCode.METHOD_NOT_ALLOWED, request.getMethod(), allowed);
            }
            case HttpMediaTypeNotSupportedException _ -> problems.of(request, ProblemCode.UNSUPPORTED_MEDIA_TYPE);
            case HttpMediaTypeNotAcceptableException _ -> {
                response.setHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
                yield problems.of(request, ProblemCode.NOT_ACCEPTABLE);
            }
            case MethodArgumentTypeMismatchException wrong ->
                problems.of(request, ProblemCode.INVALID_PARAMETER, wrong.getName());
            case MissingServletRequestParameterException missing ->
                problems.of(request, ProblemCode.INVALID_PARAMETER, missing.getParameterName());
            case CommitOutcomeUnknown _ -> {
                log.warn("The database did not say whether a request is stored");
                response.setHeader(HttpHeaders.RETRY_AFTER, "1");
                yield problems.of(request, ProblemCode.OUTCOME_UNKNOWN);
            }
            case TransientDataAccessException _,
                    RecoverableDataAccessException _,
                    DataAccessResourceFailureException _,
                    CannotCreateTransactionException _ -> {
                log.warn("The database is busy: {}", fault.getClass().getSimpleName());
                response.setHeader(HttpHeaders.RETRY_AFTER, "1");
                yield problems.of(request, ProblemCode.BUSY);
            }
            default -> {
                log.error("An API request failed", fault);
                yield problems.of(request, ProblemCode.INTERNAL_ERROR);
            }
        };
    }

    /** While somebody has made it read-only; Spring knows no exception for that. */
    private static boolean takesNoWrites(Exception fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && TAKES_NO_WRITES.contains(sql.getErrorCode())) {
                return true;
            }
        }
        return false;
    }
}
