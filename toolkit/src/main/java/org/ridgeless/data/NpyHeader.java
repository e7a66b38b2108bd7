package org.ridgeless.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What stands before the numbers of a .npy file, and how the numbers are read. */
final class NpyHeader {
    static final byte FIRST = (byte) 0x93;
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*('([^']*)'|\\[)");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d\\s,L]*)\\)");
    private static final Pattern LENGTHS = Pattern.compile("(\\d+(\\s*,\\s*\\d+)*\\s*,?)?");
    private static final int VERSION_AT = 6;
    private static final int LAST_VERSION = 3;
    private static final int ALIGNMENT = 64;
    private static final int PREFIX = 10;
    private static final long LARGEST_EXACT = 1L << 53;

    private NpyHeader() {}

    /** The bytes before the numbers of a C-ordered float64 array, except that the first byte is replaced by '?'. */
    static String of(int... shape) {
        String lengths = Arrays.stream(shape).mapToObj(n -> n + ",").collect(Collectors.joining(" "));
        String tuple = shape.length > 1 ? lengths.substring(0, lengths.length() - 1) : lengths;
        StringBuilder text = new StringBuilder("{'descr': '<f8', 'fortran_order': False, 'shape': (" + tuple + "), }");
        while ((PREFIX + text.length() + 1) % ALIGNMENT != 0) {
            text.append(' ');
        }
        text.append('\n');
        return "?NUMPY\u0001\u0000" + (char) (text.length() & 0x7f) + (char) (text.length() >> 8) + text;
    }

    static NpyArray parse(String file, byte[] bytes) {
        boolean marked = bytes.length > PREFIX
                && bytes[0] == FIRST
                && new String(bytes, 1, 5, StandardCharsets.US_ASCII).equals("NUMPY");
        if (!marked) {
            throw new IllegalArgumentException(file + " is no .npy file: it does not begin with \\x93NUMPY");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int length = length(file, buffer);
        int start = buffer.position() + length;
        String header = new String(bytes, buffer.position(), length, StandardCharsets.UTF_8);
        String type = find(TYPE, 2, header, file);
        if (type == null || type.contains("O")) {
            throw new IllegalArgumentException(file + " holds " + (type == null ? "records" : "pickled Python objects")
                    + "; accepted are arrays of numbers; in Python: numpy.save(file, array.astype(float))");
        }
        int[] shape = shape(file, header, bytes.length);
        int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        double[] values = new NpyNumbers(file, type).read(buffer.position(start), size);
        boolean columns = find(ORDER, 1, header, file).equals("True") && shape.length > 1;
        return new NpyArray(shape, columns ? rowsFirst(shape, values) : values);
    }

    /** The length of the header, which begins at the buffer's position then. */
    private static int length(String file, ByteBuffer buffer) {
        byte version = buffer.get(VERSION_AT);
        if (version < 1 || version > LAST_VERSION) {
            throw new IllegalArgumentException(file + " is of version " + version + "." + buffer.get(VERSION_AT + 1)
                    + " of NumPy's format; accepted are 1.0 to " + LAST_VERSION + ".0");
        }
        int digits = version == 1 ? Short.BYTES : Integer.BYTES;
        buffer.position(VERSION_AT + 2);
        boolean there = buffer.remaining() >= digits;
        int length = !there ? -1 : version == 1 ? buffer.getShort() & 0xffff : buffer.getInt();
        if (length < 0 || length > buffer.remaining()) {
            throw new IllegalArgumentException(file + " is damaged: its header ends after the file");
        }
        return length;
    }

    /** The lengths, whose product is at most the bytes of the file, so that a damaged header asks for no memory. */
    private static int[] shape(String file, String header, int most) {
        String text = find(SHAPE, 1, header, file);
        String lengths = text.replace("L", "").trim();
        if (!LENGTHS.matcher(lengths).matches()) {
            throw foreign(file, header);
        }
        double size = 1;
        int[] shape = new int[lengths.isEmpty() ? 0 : lengths.split(",").length];
        for (int k = 0; k < shape.length; k++) {
            double length = Double.parseDouble(lengths.split(",")[k]);
            size *= length;
            shape[k] = (int) length;
        }
        if (size > most || Arrays.stream(shape).anyMatch(length -> length > most)) {
            throw new IllegalArgumentException(
                    file + " ends before the numbers of shape (" + text + ") that its header announces");
        }
        return shape;
    }

    private static String find(Pattern pattern, int group, String header, String file) {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw foreign(file, header);
        }
        return matcher.group(group);
    }

    private static IllegalArgumentException foreign(String file, String header) {
        return new IllegalArgumentException(file + " has a header that is none of NumPy's: " + header.trim());
    }

    /** From the first index moving fastest to the last. */
    private static double[] rowsFirst(int[] shape, double[] values) {
        double[] ordered = new double[values.length];
        int[] index = new int[shape.length];
        for (int i = 0; i < ordered.length; i++) {
            int from = 0;
            for (int k = shape.length - 1; k >= 0; k--) {
                from = from * shape[k] + index[k];
            }
            ordered[i] = values[from];
            for (int k = shape.length - 1; k >= 0 && ++index[k] == shape[k]; k--) {
                index[k] = 0;
            }
        }
        return ordered;
    }

    /** A whole number as a double, if it is one. */
    static double exact(String file, long value) {
        if (value > LARGEST_EXACT || value < -LARGEST_EXACT) {
            throw inexact(file, Long.toString(value));
        }
        return value;
    }

    static IllegalArgumentException inexact(String file, String value) {
        return new IllegalArgumentException(file + " holds " + value
                + ", which is beyond the whole numbers that doubles hold one by one; accepted are those up to 2^53");
    }
}
