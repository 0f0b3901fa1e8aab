package io.perennial;

import io.perennial.membership.RecordedCodeMessages;
import io.perennial.testing.TurnableClock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Membership alone, with a clock that tests turn and messages that tests read. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class MembershipTestApplication {

    @Bean
    TurnableClock clock() {
        return new TurnableClock();
    }

    @Bean
    RecordedCodeMessages codeMessages() {
        return new RecordedCodeMessages();
    }
}
