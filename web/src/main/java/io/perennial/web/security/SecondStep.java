package io.perennial.web.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.authorization.AllRequiredFactorsAuthorizationManager;

/** How far someone of the staff who gave their password has come with the second factor, as of this very request. */
public enum SecondStep {
    /** They have shown it, or need none. */
    DONE,
    /** They have one and have not shown it yet. */
    TO_SHOW,
    /** They must have one and have none: until it is set up they may do nothing else. */
    TO_SET_UP;

    /** What a session has gained when the second factor was shown. */
    static final String FACTOR = "FACTOR_SECOND";

    static final AllRequiredFactorsAuthorizationManager<Object> SHOWN = AllRequiredFactorsAuthorizationManager.builder()
            .requireFactor(factor -> factor.authority(FACTOR))
            .build();

    private static final String ATTRIBUTE = SecondStep.class.getName();

    public static SecondStep of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof SecondStep step ? step : DONE;
    }

    void isTheStepOf(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
