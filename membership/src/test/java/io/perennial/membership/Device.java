package io.perennial.membership;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A device that holds one passkey, as small as the standard allows: ES256, attestation "none". */
final class Device {

    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int WITH_KEY = 0x40;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair key;
    private final byte[] id = new byte[32];
    private boolean verifies = true;
    private int count;

    Device() {
        try {
            var keys = KeyPairGenerator.getInstance("EC");
            keys.initialize(new ECGenParameterSpec("secp256r1"));
            key = keys.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        new SecureRandom().nextBytes(id);
    }

    /** One that does not ask who holds it. */
    Device withoutVerification() {
        verifies = false;
        return this;
    }

    /** One that has been copied, and so counts less than the other. */
    Device countingFrom(int start) {
        count = start;
        return this;
    }

    String create(String challenge, String origin) {
        var client = client("webauthn.create", challenge, origin);
        var data = join(data(origin, WITH_KEY), new byte[16], new byte[] {0, (byte) id.length}, id, cose());
        var attestation = join(
                hex("A3 63 666D74 64 6E6F6E65 67 61747453746D74 A0 68 6175746844617461 58"),
                new byte[] {(byte) data.length},
                data);
        return """
                {"id":"%s","rawId":"%s","type":"public-key","clientExtensionResults":{},
                 "response":{"clientDataJSON":"%s","attestationObject":"%s","transports":["internal"]}}""".formatted(text(id), text(id), text(client), text(attestation));
    }

    String sign(String challenge, String origin) {
        var client = client("webauthn.get", challenge, origin);
        var data = data(origin, 0);
        return """
                {"id":"%s","rawId":"%s","type":"public-key","clientExtensionResults":{},
                 "response":{"clientDataJSON":"%s","authenticatorData":"%s","signature":"%s"}}""".formatted(text(id), text(id), text(client), text(data), text(signature(data, client)));
    }

    private byte[] signature(byte[] data, byte[] client) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key.getPrivate());
            signature.update(data);
            signature.update(sha256(client));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] data(String origin, int flags) {
        var host = java.net.URI.create(origin).getHost();
        count++;
        return join(
                sha256(host.getBytes(StandardCharsets.UTF_8)),
                new byte[] {(byte) (flags | PRESENT | (verifies ? VERIFIED : 0))},
                ByteBuffer.allocate(Integer.BYTES).putInt(count).array());
    }

    private byte[] cose() {
        var point = ((ECPublicKey) key.getPublic()).getW();
        return join(
                hex("A5 0102 0326 2001 215820"),
                coordinate(point.getAffineX().toByteArray()),
                hex("225820"),
                coordinate(point.getAffineY().toByteArray()));
    }

    private static byte[] coordinate(byte[] number) {
        var bytes = new byte[32];
        var from = Math.max(0, number.length - bytes.length);
        var length = number.length - from;
        System.arraycopy(number, from, bytes, bytes.length - length, length);
        return bytes;
    }

    private static byte[] client(String type, String challenge, String origin) {
        return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
                .formatted(type, challenge, origin)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static String text(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }
}
