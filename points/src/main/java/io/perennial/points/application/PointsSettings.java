package io.perennial.points.application;

import io.perennial.membership.Programme;
import io.perennial.points.domain.ExpiryPolicy;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How long points last, from the configuration prefix {@code perennial.points}.
 *
 * @param expiryMonths months from the day on which points become available, rounded up to the end of that month
 * @param minimumLife what points that were spent and came back live at least
 */
@ConfigurationProperties("perennial.points")
record PointsSettings(
        @DefaultValue("24") int expiryMonths,
        @DefaultValue("30d") Duration minimumLife) {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(PointsSettings.class)
    static class Policies {

        @Bean
        ExpiryPolicy expiryPolicy(PointsSettings settings, Programme programme) {
            return new ExpiryPolicy(settings.expiryMonths(), settings.minimumLife(), programme.zone());
        }
    }
}
