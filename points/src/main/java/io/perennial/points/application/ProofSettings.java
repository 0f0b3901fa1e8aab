package io.perennial.points.application;

import io.perennial.points.domain.SigningKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * By what statements are signed, from the configuration prefix {@code perennial.points}.
 *
 * @param signingKey Ed25519, PKCS#8 in Base64, the same for all instances; without one each start signs with a key of its own,
 *     whose public part is kept so that what was signed stays provable
 */
@ConfigurationProperties("perennial.points")
record ProofSettings(@Nullable String signingKey) {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ProofSettings.class)
    static class Keys {

        private static final Logger log = LoggerFactory.getLogger(Keys.class);

        @Bean
        SigningKey signingKey(ProofSettings settings) {
            var configured = settings.signingKey();
            if (configured != null && !configured.isBlank()) {
                return SigningKey.of(configured);
            }
            log.info(
                    "Statements are signed with a key made for this run: perennial.points.signing-key names a lasting one");
            return SigningKey.generated();
        }
    }
}
