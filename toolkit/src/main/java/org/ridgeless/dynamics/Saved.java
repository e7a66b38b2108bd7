package org.ridgeless.dynamics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.commons.rng.RandomProviderState;
import org.apache.commons.rng.RestorableUniformRandomProvider;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.RandomProviderDefaultState;

/** Writes and reads what a stepper remembers. */
final class Saved {
    private Saved() {}

    static void write(DataOutput out, double[]... arrays) throws IOException {
        for (double[] array : arrays) {
            out.writeInt(array.length);
            for (double number : array) {
                out.writeDouble(number);
            }
        }
    }

    static void read(DataInput in, double[]... arrays) throws IOException {
        for (double[] array : arrays) {
            int length = in.readInt();
            if (length != array.length) {
                throw new IOException("expected " + array.length + " numbers, found " + length);
            }
            for (int i = 0; i < length; i++) {
                array[i] = in.readDouble();
            }
        }
    }

    static void write(DataOutput out, UniformRandomProvider stream) throws IOException {
        RandomProviderState state = ((RestorableUniformRandomProvider) stream).saveState();
        byte[] bytes = ((RandomProviderDefaultState) state).getState();
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static void read(DataInput in, UniformRandomProvider stream) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        ((RestorableUniformRandomProvider) stream).restoreState(new RandomProviderDefaultState(bytes));
    }
}
