package org.ridgeless.sweeps.cells;

import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Plain values: numbers, texts, constants of enums, arrays of numbers, lists of plain values and records of plain values. */
public final class Plain {
    /** The numbers that keep their kind and all bits when they are written. */
    private static final Set<Class<?>> NUMBERS = Set.of(
            Double.class,
            Integer.class,
            Long.class,
            Float.class,
            Short.class,
            Byte.class,
            BigInteger.class,
            BigDecimal.class);

    private Plain() {}

    /**
     * The value itself, if it is plain.
     *
     * @param <T> its type
     * @param value what is asked
     * @return the value
     * @throws IllegalStateException naming the part that is not
     */
    public static <T> T require(T value) {
        String fault = fault(value);
        if (!fault.isEmpty()) {
            throw new IllegalStateException(
                    "a cell brings numbers, texts, arrays and records of these, so that it can be"
                            + " stored and sent; got " + fault);
        }
        return value;
    }

    /**
     * Whether the text of a value, or of a part of it that it shows, is the one of Object, which differs from run to run.
     *
     * @param value anything, or null
     * @return whether its text says nothing of what it is
     */
    public static boolean isNameless(Object value) {
        if (value == null) {
            return false;
        }
        if (value instanceof Collection<?> several) {
            return several.stream().anyMatch(Plain::isNameless);
        }
        String itself = "@" + Integer.toHexString(System.identityHashCode(value));
        String text = value.toString();
        if (text.endsWith(itself)) {
            return true;
        }
        return value instanceof Record row
                && Arrays.stream(row.getClass().getRecordComponents())
                        .map(component -> part(row, component))
                        .anyMatch(part -> part != null && isNameless(part) && text.contains(part.toString()));
    }

    /**
     * A value in words, with what its arrays and lists hold.
     *
     * @param value anything, or null
     * @return one line
     */
    public static String text(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(Plain::text).toList().toString();
        }
        if (value instanceof Object[] array) {
            return text(Arrays.asList(array));
        }
        String text = Arrays.deepToString(new Object[] {value});
        return text.substring(1, text.length() - 1);
    }

    /**
     * An equal value that shares no array with it; lists in it cannot be changed, as those that were sent.
     *
     * @param value plain
     * @return the copy
     */
    public static Object copy(Object value) {
        if (value instanceof double[] numbers) {
            return numbers.clone();
        }
        if (value instanceof int[] numbers) {
            return numbers.clone();
        }
        if (value instanceof long[] numbers) {
            return numbers.clone();
        }
        if (value instanceof Object[] array) {
            Object[] copies = array.clone();
            Arrays.setAll(copies, i -> copy(array[i]));
            return copies;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Plain::copy).toList();
        }
        return value instanceof Record row ? copyOf(row) : value;
    }

    private static Object copyOf(Record row) {
        RecordComponent[] components = row.getClass().getRecordComponents();
        Object[] copies = Arrays.stream(components)
                .map(component -> copy(component(row, component)))
                .toArray();
        return ValueReader.make(row.getClass(), components, copies);
    }

    private static Object part(Record row, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(row);
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            return null;
        }
    }

    /** A component of a record. */
    static Object component(Record row, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "cannot read " + component.getName() + " of " + row.getClass() + ": " + e, e);
        }
    }

    private static String fault(Object value) {
        if (value != null && NUMBERS.contains(value.getClass())) {
            return "";
        }
        if (value instanceof String || value instanceof Boolean || value instanceof Enum) {
            return "";
        }
        if (value instanceof double[] || value instanceof int[] || value instanceof long[]) {
            return "";
        }
        if (value instanceof Object[] array) {
            return ofAll(Arrays.asList(array));
        }
        if (value instanceof List<?> list) {
            return ofAll(list);
        }
        return value instanceof Record row ? ofRecord(row) : String.valueOf(value == null ? null : value.getClass());
    }

    private static String ofAll(List<?> values) {
        return values.stream()
                .map(Plain::fault)
                .filter(f -> !f.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String ofRecord(Record row) {
        for (RecordComponent component : row.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                String fault = fault(component.getAccessor().invoke(row));
                if (!fault.isEmpty()) {
                    return component.getName() + ": " + fault;
                }
            } catch (ReflectiveOperationException e) {
                return component.getName() + ": " + e.getMessage();
            }
        }
        return "";
    }
}
