package org.ridgeless.data;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.ToDoubleFunction;

/** The numbers of one of NumPy's types, for example {@code <f4}: byte order, kind and length. */
final class NpyNumbers {
    private static final int HALF_BIAS = 15;
    private final String file;
    private final String type;

    NpyNumbers(String file, String type) {
        this.file = file;
        this.type = type;
    }

    double[] read(ByteBuffer bytes, int count) {
        bytes.order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        ToDoubleFunction<ByteBuffer> next = reader();
        double[] values = new double[count];
        try {
            for (int i = 0; i < count; i++) {
                values[i] = next.applyAsDouble(bytes);
            }
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException(
                    file + " ends before the " + count + " numbers that its header announces", e);
        }
        return values;
    }

    private ToDoubleFunction<ByteBuffer> reader() {
        return switch (type.isEmpty() ? "" : type.substring(1)) {
            case "f8" -> ByteBuffer::getDouble;
            case "f4" -> ByteBuffer::getFloat;
            case "f2" -> bytes -> half(bytes.getShort());
            case "i1" -> ByteBuffer::get;
            case "i2" -> ByteBuffer::getShort;
            case "i4" -> ByteBuffer::getInt;
            case "i8" -> bytes -> NpyHeader.exact(file, bytes.getLong());
            case "u1", "b1" -> bytes -> bytes.get() & 0xff;
            case "u2" -> bytes -> bytes.getShort() & 0xffff;
            case "u4" -> bytes -> bytes.getInt() & 0xffff_ffffL;
            case "u8" -> this::unsignedLong;
            default ->
                throw new IllegalArgumentException(file + " holds numbers of type " + type
                        + "; accepted are f2, f4, f8, i1 to i8, u1 to u8 and b1");
        };
    }

    private double unsignedLong(ByteBuffer bytes) {
        long value = bytes.getLong();
        if (value < 0) {
            throw NpyHeader.inexact(file, Long.toUnsignedString(value));
        }
        return NpyHeader.exact(file, value);
    }

    /** IEEE 754 binary16. */
    private static double half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        double size = exponent == 0
                ? Math.scalb((double) fraction, -HALF_BIAS - 9)
                : exponent == 0x1f
                        ? fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN
                        : Math.scalb(1024.0 + fraction, exponent - HALF_BIAS - 10);
        return bits < 0 ? -size : size;
    }
}
