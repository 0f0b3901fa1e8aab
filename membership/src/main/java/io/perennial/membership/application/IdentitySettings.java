package io.perennial.membership.application;

import io.perennial.membership.StaffRole;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Configuration;

/**
 * How members and staff show who they are, from the configuration prefix {@code perennial.identity}.
 *
 * @param numbersReissuedAfter after what silence a phone number may belong to somebody else: as long as networks keep a
 *     number that was given up before they give it to the next
 * @param secondFactorFor the roles that must have a second factor, where a key for secrets is configured
 */
@ConfigurationProperties("perennial.identity")
record IdentitySettings(
        @DefaultValue("90d") Duration numbersReissuedAfter,
        @DefaultValue({"ADMIN", "FINANCE"}) Set<StaffRole> secondFactorFor) {

    public IdentitySettings {
        secondFactorFor = Set.copyOf(secondFactorFor);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(IdentitySettings.class)
    static class Read {}
}
