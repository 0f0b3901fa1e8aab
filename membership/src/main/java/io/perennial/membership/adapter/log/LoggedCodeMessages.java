package io.perennial.membership.adapter.log;

import io.perennial.membership.Identifier;
import io.perennial.membership.domain.CodeMessages;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Shows codes to the developer, under the profile {@code development} or where {@code perennial.codes.log=true} asks for it.
 * Whoever reads such a log can sign in as anyone, so it is never on by itself.
 */
@Component
@Conditional(LoggedCodeMessages.Wanted.class)
class LoggedCodeMessages implements CodeMessages {

    private static final Logger log = LoggerFactory.getLogger(LoggedCodeMessages.class);

    private static final int SHOWN = 4;

    LoggedCodeMessages() {
        log.warn("One-time codes are written to this log: fit for development only");
    }

    /** Only the end is shown: it tells the developer's phones apart, and no log holds whole numbers or addresses. */
    @Override
    public void send(Identifier recipient, String code, Duration validFor) {
        var value = recipient.value();
        var phone = recipient.kind() == Identifier.Kind.PHONE;
        log.info(
                "Sign-in code for the {} ending in {}: {} (valid for {} minutes)",
                phone ? "phone" : "address",
                value.substring(phone ? value.length() - SHOWN : value.indexOf('@')),
                code,
                validFor.toMinutes());
    }

    static final class Wanted extends AnyNestedCondition {

        Wanted() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @Profile("development")
        static final class InDevelopment {}

        @ConditionalOnProperty("perennial.codes.log")
        static final class AskedFor {}
    }
}
