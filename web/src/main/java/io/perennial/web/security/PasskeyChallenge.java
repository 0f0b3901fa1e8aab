package io.perennial.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** What a device was asked to sign: kept in the session, for one answer. */
public enum PasskeyChallenge {
    TO_SIGN_IN,
    TO_ADD,
    TO_CONFIRM;

    public void keep(String challenge, HttpServletRequest request) {
        request.getSession().setAttribute(attribute(), challenge);
    }

    /** Once: the same challenge is not answered twice. */
    public Optional<String> take(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(attribute()) instanceof String challenge)) {
            return Optional.empty();
        }
        session.removeAttribute(attribute());
        return Optional.of(challenge);
    }

    private String attribute() {
        return "passkey." + name();
    }
}
