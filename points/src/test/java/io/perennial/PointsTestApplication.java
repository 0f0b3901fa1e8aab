package io.perennial;

import io.perennial.points.Stories;
import io.perennial.testing.TurnableClock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Points and the floors below, with a clock that tests turn. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class PointsTestApplication {

    @Bean
    TurnableClock clock() {
        return new TurnableClock(Stories.NOON);
    }
}
