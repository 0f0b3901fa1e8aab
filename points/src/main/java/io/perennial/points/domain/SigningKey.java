package io.perennial.points.domain;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Objects;

/** The programme's Ed25519 key, by which the heads of statements are signed. */
public final class SigningKey {

    private static final String ALGORITHM = "Ed25519";

    private final KeyPair pair;
    private final String encoded;
    private final String id;

    private SigningKey(KeyPair pair) {
        this.pair = pair;
        var publicKey = pair.getPublic().getEncoded();
        this.encoded = Base64.getEncoder().encodeToString(publicKey);
        this.id = idOf(encoded);
    }

    public static SigningKey generated() {
        try {
            return new SigningKey(KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * @param base64 the private key, PKCS#8: what {@code openssl genpkey -algorithm ed25519 -outform DER | base64} writes
     * @throws IllegalArgumentException when it is none
     */
    public static SigningKey of(String base64) {
        try {
            var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
            var privateKey = (EdECPrivateKey) KeyFactory.getInstance(ALGORITHM).generatePrivate(spec);
            // The public key follows from the private one, which the JDK computes only where it makes a pair.
            var generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(
                    NamedParameterSpec.ED25519, new Seed(privateKey.getBytes().orElseThrow()));
            return new SigningKey(generator.generateKeyPair());
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IllegalArgumentException("the signing key is no Ed25519 private key in PKCS#8 and Base64", e);
        }
    }

    /** X.509, in Base64. */
    public String encoded() {
        return encoded;
    }

    public String id() {
        return id;
    }

    public static String idOf(String encoded) {
        return Fingerprint.sha256(Base64.getDecoder().decode(encoded)).hex().substring(0, 16);
    }

    /** In Base64. */
    public String sign(String text) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(Objects.requireNonNull(pair.getPrivate()));
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The bytes that a key pair is to be made from. */
    private static final class Seed extends SecureRandom {

        private static final long serialVersionUID = 1;

        private final byte[] seed;

        Seed(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
