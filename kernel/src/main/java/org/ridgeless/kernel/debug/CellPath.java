package org.ridgeless.kernel.debug;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The name of a cell in the debug protocol, which front ends make of its code as well: MurmurHash2 of 32 bits in UTF-8. */
public final class CellPath {

    public static final String METHOD = "Murmur2";
    public static final int SEED = 0;
    public static final String PREFIX = "ridgeless/";
    public static final String SUFFIX = ".java";

    private static final int MULTIPLIER = 0x5bd1e995;

    private CellPath() {}

    public static String of(String code) {
        return PREFIX + Integer.toUnsignedString(hash(code.getBytes(StandardCharsets.UTF_8))) + SUFFIX;
    }

    private static int hash(byte[] text) {
        ByteBuffer bytes = ByteBuffer.wrap(text).order(ByteOrder.LITTLE_ENDIAN);
        int hash = SEED ^ text.length;
        while (bytes.remaining() >= Integer.BYTES) {
            int word = bytes.getInt() * MULTIPLIER;
            word = (word ^ word >>> 24) * MULTIPLIER;
            hash = hash * MULTIPLIER ^ word;
        }
        if (bytes.hasRemaining()) {
            for (int shift = 0; bytes.hasRemaining(); shift += Byte.SIZE) {
                hash ^= Byte.toUnsignedInt(bytes.get()) << shift;
            }
            hash *= MULTIPLIER;
        }
        hash = (hash ^ hash >>> 13) * MULTIPLIER;
        return hash ^ hash >>> 15;
    }
}
