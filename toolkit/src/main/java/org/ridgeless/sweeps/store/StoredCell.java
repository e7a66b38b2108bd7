package org.ridgeless.sweeps.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ridgeless.sweeps.cells.CellKey;
import org.ridgeless.sweeps.cells.Outcome;

/**
 * A finished cell as a store holds it; its outcome is read when it is asked for, because its classes may not be here.
 *
 * @param environment where it was computed, as a number of the store's list
 */
record StoredCell(CellKey key, int environment, byte[] bytes) {
    static final byte CELL = 'C';
    static final byte ENVIRONMENT = 'E';
    /** An outcome begins with its seed and two times. */
    private static final int TIMES_END = 3 * Long.BYTES;

    Outcome outcome(ClassLoader loader) {
        return Outcome.read(bytes, loader);
    }

    /** Its outcome with records and enums as texts. */
    Outcome outcomeWithoutClasses() {
        return Outcome.readWithoutClasses(bytes);
    }

    /** Whether it has no value: a problem of some length follows the times. */
    boolean failed() {
        return ByteBuffer.wrap(bytes).getInt(TIMES_END) > 0;
    }

    /** Whether both have the same value or problem, and seed, bit by bit; the times are their own. */
    boolean hasValueOf(StoredCell other) {
        return Arrays.equals(bytes, 0, Long.BYTES, other.bytes, 0, Long.BYTES)
                && Arrays.equals(bytes, TIMES_END, bytes.length, other.bytes, TIMES_END, other.bytes.length);
    }

    /** A record of the log. */
    byte[] payload() {
        byte[] group = key.group().getBytes(StandardCharsets.UTF_8);
        byte[] item = key.item().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + 4 * Integer.BYTES + group.length + item.length + bytes.length)
                .put(CELL)
                .putInt(environment)
                .putInt(group.length)
                .put(group)
                .putInt(item.length)
                .put(item)
                .putInt(key.repetition())
                .put(bytes)
                .array();
    }

    static StoredCell read(byte[] payload) {
        ByteBuffer in = ByteBuffer.wrap(payload, 1, payload.length - 1);
        int environment = in.getInt();
        String group = text(in);
        String item = text(in);
        CellKey key = new CellKey(group, item, in.getInt());
        byte[] bytes = new byte[in.remaining()];
        in.get(bytes);
        return new StoredCell(key, environment, bytes);
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
