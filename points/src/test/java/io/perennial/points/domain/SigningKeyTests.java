package io.perennial.points.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTests {

    @Test
    void the_public_key_is_found_from_the_private_one() throws Exception {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var key = SigningKey.of(
                Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));

        assertThat(key.encoded())
                .isEqualTo(Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
        assertThat(verifies(key, "statement", key.sign("statement"))).isTrue();
        assertThat(verifies(key, "statement.", key.sign("statement"))).isFalse();
    }

    @Test
    void a_generated_key_signs_as_well_and_is_another_each_time() throws Exception {
        var key = SigningKey.generated();

        assertThat(verifies(key, "statement", key.sign("statement"))).isTrue();
        assertThat(SigningKey.generated().id()).isNotEqualTo(key.id()).hasSize(16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "MC4CAQAwBQYDK2VuBCIEIKh", "AAAA"})
    void refuses_what_is_no_key(String text) {
        assertThatThrownBy(() -> SigningKey.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean verifies(SigningKey key, String text, String signature) throws Exception {
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key.encoded()))));
        verifier.update(text.getBytes(UTF_8));
        return verifier.verify(Base64.getDecoder().decode(signature));
    }
}
