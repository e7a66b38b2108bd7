package org.ridgeless.kernel.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * HMAC-SHA256 signatures; for one thread. With an empty key nothing is signed. They are put together from the digest (RFC 2104)
 * because the JDK's own Mac first loads all providers of cryptography, none of which the class-data archive can hold: a
 * good part of the time until a kernel answers its first request.
 */
final class Signer {

    private static final int BLOCK = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final MessageDigest digest;
    private final byte[] inner;
    private final byte[] outer;

    Signer(String key) {
        digest = key.isEmpty() ? null : sha256();
        byte[] block = key.isEmpty() ? new byte[BLOCK] : block(key.getBytes(StandardCharsets.UTF_8));
        inner = padded(block, INNER);
        outer = padded(block, OUTER);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private byte[] block(byte[] key) {
        return Arrays.copyOf(key.length > BLOCK ? digest.digest(key) : key, BLOCK);
    }

    private static byte[] padded(byte[] block, byte pad) {
        byte[] result = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            result[i] = (byte) (block[i] ^ pad);
        }
        return result;
    }

    byte[] sign(List<byte[]> frames) {
        if (digest == null) {
            return new byte[0];
        }
        digest.update(inner);
        frames.forEach(digest::update);
        byte[] sum = digest.digest();
        digest.update(outer);
        return HexFormat.of().formatHex(digest.digest(sum)).getBytes(StandardCharsets.US_ASCII);
    }

    boolean verify(byte[] signature, List<byte[]> frames) {
        return digest == null || MessageDigest.isEqual(signature, sign(frames));
    }
}
