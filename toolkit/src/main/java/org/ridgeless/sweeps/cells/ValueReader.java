package org.ridgeless.sweeps.cells;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Reads what {@link ValueWriter} has written. Only records and enums are made, by their canonical constructors. */
final class ValueReader {
    private static final ValueWriter.Kind[] KINDS = ValueWriter.Kind.values();

    private final ByteBuffer in;
    /** Null where records and enums are read as texts. */
    private final ClassLoader loader;

    ValueReader(byte[] bytes, ClassLoader loader) {
        this.in = ByteBuffer.wrap(bytes);
        this.loader = loader;
    }

    long number() {
        return read(in::getLong);
    }

    String text() {
        char[] units = new char[count(Character.BYTES)];
        for (int i = 0; i < units.length; i++) {
            units[i] = in.getChar();
        }
        return new String(units);
    }

    Object value() {
        return switch (kind()) {
            case NULL -> null;
            case TRUE -> true;
            case FALSE -> false;
            case BYTE -> read(in::get);
            case SHORT -> read(in::getShort);
            case INTEGER -> read(in::getInt);
            case LONG -> read(in::getLong);
            case FLOAT -> Float.intBitsToFloat(read(in::getInt));
            case DOUBLE -> Double.longBitsToDouble(read(in::getLong));
            case BIG_INTEGER -> new BigInteger(text());
            case BIG_DECIMAL -> new BigDecimal(text());
            case TEXT -> text();
            case ENUM -> constant();
            case DOUBLES -> doubles();
            case INTEGERS -> integers();
            case LONGS -> longs();
            case ARRAY -> array();
            case LIST -> list();
            case RECORD -> row();
        };
    }

    private ValueWriter.Kind kind() {
        int kind = read(in::get);
        if (kind < 0 || kind >= KINDS.length) {
            throw new IllegalArgumentException(
                    "no value begins with byte " + kind + "; a newer version may have written it");
        }
        return KINDS[kind];
    }

    private double[] doubles() {
        double[] numbers = new double[count(Double.BYTES)];
        Arrays.setAll(numbers, i -> Double.longBitsToDouble(in.getLong()));
        return numbers;
    }

    private int[] integers() {
        int[] numbers = new int[count(Integer.BYTES)];
        Arrays.setAll(numbers, i -> in.getInt());
        return numbers;
    }

    private long[] longs() {
        long[] numbers = new long[count(Long.BYTES)];
        Arrays.setAll(numbers, i -> in.getLong());
        return numbers;
    }

    private Object array() {
        String name = text();
        if (loader == null) {
            return list();
        }
        Class<?> type = type(name).getComponentType();
        if (type == null) {
            throw new IllegalArgumentException("an array is written without the type of its elements");
        }
        Object[] array = (Object[]) Array.newInstance(type, count(1));
        for (int i = 0; i < array.length; i++) {
            Object element = value();
            if (element != null && !type.isInstance(element)) {
                throw new IllegalArgumentException("an array of " + type.getName() + " holds none of "
                        + element.getClass().getName());
            }
            array[i] = element;
        }
        return array;
    }

    private List<Object> list() {
        int size = count(1);
        List<Object> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(value());
        }
        return Collections.unmodifiableList(list);
    }

    private Object constant() {
        String typeName = text();
        String name = text();
        if (loader == null) {
            return name;
        }
        Class<?> type = type(typeName);
        Object[] constants = type.isEnum() ? type.getEnumConstants() : new Object[0];
        return Arrays.stream(constants)
                .filter(constant -> ((Enum<?>) constant).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type.getName() + " has no constant " + name));
    }

    private Object row() {
        String typeName = text();
        if (loader == null) {
            return rowAsText(typeName);
        }
        Class<?> type = type(typeName);
        RecordComponent[] components = type.isRecord() ? type.getRecordComponents() : new RecordComponent[0];
        int count = count(1);
        List<String> names = new ArrayList<>();
        Object[] values = new Object[count];
        for (int i = 0; i < count; i++) {
            names.add(text());
            values[i] = value();
        }
        List<String> expected =
                Arrays.stream(components).map(RecordComponent::getName).toList();
        if (!type.isRecord() || !names.equals(expected)) {
            throw new IllegalArgumentException(
                    type.getName() + " has the components " + expected + ", what was written has " + names);
        }
        return make(type, components, values);
    }

    /** As records write themselves, with what their arrays hold. */
    private String rowAsText(String typeName) {
        List<String> parts = new ArrayList<>();
        for (int left = count(1); left > 0; left--) {
            parts.add(text() + "=" + Plain.text(value()));
        }
        return typeName.replaceAll(".*[.$]", "") + parts;
    }

    /** A record with these components. */
    static Object make(Class<?> type, RecordComponent[] components, Object[] values) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            return canonical.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(type.getName() + " refuses what was written: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot make " + type.getName() + ": " + e, e);
        }
    }

    private Class<?> type(String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "there is no class " + name + " here, of which a stored value is one", e);
        }
    }

    /** A count of things of which each takes at least so many bytes, so that damage cannot ask for all memory. */
    private int count(int bytes) {
        int count = read(in::getInt);
        if (count < 0 || (long) count * bytes > in.remaining()) {
            throw new IllegalArgumentException("a value is cut short");
        }
        return count;
    }

    private static <T> T read(java.util.function.Supplier<T> reading) {
        try {
            return reading.get();
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a value is cut short", e);
        }
    }
}
