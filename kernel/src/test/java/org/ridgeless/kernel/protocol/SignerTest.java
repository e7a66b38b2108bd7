package org.ridgeless.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SignerTest {

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** RFC 4231, test case 2. */
    @Test
    void thePublishedExampleComesOut() {
        Signer signer = new Signer("Jefe");
        List<byte[]> frames = List.of(ascii("what do ya want "), ascii("for nothing?"));
        assertThat(new String(signer.sign(frames), StandardCharsets.US_ASCII))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void signaturesAreThoseOfTheJdkForKeysAndFramesOfAnyLength() throws Exception {
        Random random = new Random(1);
        for (int length = 1; length <= 140; length++) {
            String key = random.ints(length, ' ', 'ÿ')
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            byte[] frame = new byte[3 * length];
            random.nextBytes(frame);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            Signer signer = new Signer(key);
            byte[] expected = ascii(HexFormat.of().formatHex(mac.doFinal(frame)));
            assertThat(signer.sign(List.of(frame))).isEqualTo(expected);
            assertThat(signer.verify(expected, List.of(frame))).isTrue();
            expected[length % expected.length] ^= 1;
            assertThat(signer.verify(expected, List.of(frame))).isFalse();
        }
    }

    @Test
    void withoutAKeyNothingIsSignedAndEverythingGoes() {
        Signer signer = new Signer("");
        assertThat(signer.sign(List.of(ascii("x")))).isEmpty();
        assertThat(signer.verify(ascii("whatever"), List.of(ascii("x")))).isTrue();
    }
}
