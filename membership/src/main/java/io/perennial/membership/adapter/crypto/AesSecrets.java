package io.perennial.membership.adapter.crypto;

import io.perennial.membership.domain.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * AES-256 in Galois/Counter Mode: nonce of 12 bytes, then what is encrypted with its tag of 16. The key is 32 bytes in Base64,
 * {@code perennial.identity.secrets-key}, the same for all instances.
 */
@Component
class AesSecrets implements Secrets {

    private static final int KEY = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final @Nullable SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    AesSecrets(@Value("${perennial.identity.secrets-key:}") String configured) {
        this.key = read(configured);
    }

    private static @Nullable SecretKeySpec read(String configured) {
        if (configured.isBlank()) {
            return null;
        }
        try {
            var bytes = Base64.getDecoder().decode(configured.strip());
            if (bytes.length == KEY) {
                return new SecretKeySpec(bytes, "AES");
            }
        } catch (IllegalArgumentException _) {
            // Said below, without the key.
        }
        throw new IllegalArgumentException("perennial.identity.secrets-key: 32 bytes in Base64 are needed");
    }

    @Override
    public boolean canBeKept() {
        return key != null;
    }

    @Override
    public byte[] encrypt(byte[] secret, String whose) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, whose).doFinal(secret);
            var all = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE, sealed.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a secret could not be encrypted", e);
        }
    }

    @Override
    public byte[] decrypt(byte[] encrypted, String whose) {
        try {
            var nonce = Arrays.copyOf(encrypted, NONCE);
            return cipher(Cipher.DECRYPT_MODE, nonce, whose).doFinal(encrypted, NONCE, encrypted.length - NONCE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a secret was encrypted with another key", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String whose) throws GeneralSecurityException {
        if (key == null) {
            throw new IllegalStateException("no key for secrets is configured");
        }
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(whose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
