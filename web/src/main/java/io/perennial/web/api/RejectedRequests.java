package io.perennial.web.api;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;

/** Addresses that try to get round the doors are turned away before any controller is asked. */
@Component
class RejectedRequests implements RequestRejectedHandler {

    private final Problems problems;
    private final RequestRejectedHandler pages = new HttpStatusRequestRejectedHandler();

    RejectedRequests(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected)
            throws IOException, ServletException {
        if (request.getRequestURI().startsWith("/api/")) {
            problems.write(request, response, problems.of(request, ProblemCode.REQUEST_REJECTED));
        } else {
            pages.handle(request, response, rejected);
        }
    }
}
