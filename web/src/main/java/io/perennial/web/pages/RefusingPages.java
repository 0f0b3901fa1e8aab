package io.perennial.web.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Requests that no page can answer get the designed page for their status, not a problem document: that is for programs. Only
 * an address of the API that does not exist gets one from here.
 */
@ControllerAdvice
@Order(RefusingPages.AFTER_THE_API)
class RefusingPages {

    static final int AFTER_THE_API = Ordered.HIGHEST_PRECEDENCE + 100;

    @ExceptionHandler({
        NoHandlerFoundException.class,
        NoResourceFoundException.class,
        HttpRequestMethodNotSupportedException.class,
        HttpMediaTypeException.class,
        HttpMessageNotReadableException.class,
        ServletRequestBindingException.class,
        TypeMismatchException.class,
        BindException.class,
        MultipartException.class,
        ErrorResponseException.class
    })
    @Nullable
    ResponseEntity<ProblemDetail> refuse(Exception exception, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var status = status(exception);
        if (Site.of(request) == Site.API) {
            return ResponseEntity.of(ProblemDetail.forStatus(status)).build();
        }
        response.sendError(status.value());
        return null;
    }

    private static HttpStatusCode status(Exception exception) {
        return switch (exception) {
            case ErrorResponse known -> known.getStatusCode();
            case MethodArgumentTypeMismatchException mismatch
            when mismatch.getParameter().hasParameterAnnotation(PathVariable.class) -> HttpStatus.NOT_FOUND;
            default -> HttpStatus.BAD_REQUEST;
        };
    }
}
