package org.ridgeless.kernel.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 signatures; for one thread. With an empty key nothing is signed. */
final class Signer {

    private final Mac mac;

    Signer(String key) {
        mac = key.isEmpty() ? null : mac(key);
    }

    private static Mac mac(String key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA256", e);
        }
    }

    byte[] sign(List<byte[]> frames) {
        if (mac == null) {
            return new byte[0];
        }
        frames.forEach(mac::update);
        return HexFormat.of().formatHex(mac.doFinal()).getBytes(StandardCharsets.US_ASCII);
    }

    boolean verify(byte[] signature, List<byte[]> frames) {
        return mac == null || MessageDigest.isEqual(signature, sign(frames));
    }
}
