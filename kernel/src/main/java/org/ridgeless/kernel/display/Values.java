package org.ridgeless.kernel.display;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** Values as one line of text: what {@code toString()} says, but with arrays written out and long things cut short. */
final class Values {
    private static final int MOST_ELEMENTS = 100;
    private static final int LONG_ARRAY = 20;
    private static final int HEAD = 10;
    private static final int TAIL = 3;
    private static final int DEEPEST = 4;

    private Values() {}

    /** The value alone in an output. */
    static String text(Object value) {
        return value instanceof Double || value instanceof Float ? value.toString() : text(value, 0);
    }

    /** The value as an element of something larger. */
    static String element(Object value) {
        return text(value, 1);
    }

    private static String text(Object value, int depth) {
        if (value == null) {
            return "null";
        }
        if (depth > 0 && value instanceof Double number) {
            return Numbers.show(number);
        }
        if (depth > 0 && value instanceof Float number) {
            return Numbers.show(number);
        }
        if (value.getClass().isArray()) {
            return depth > DEEPEST ? "[…]" : array(value, depth);
        }
        if (isOfTheJdk(value) && depth <= DEEPEST) {
            return ofTheJdk(value, depth);
        }
        if (hasGeneratedToString(value) && depth <= DEEPEST) {
            return record((Record) value, depth);
        }
        return String.valueOf(value);
    }

    private static String ofTheJdk(Object value, int depth) {
        if (value instanceof Collection<?> collection) {
            return collection(collection, depth);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, depth);
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(inner -> "Optional[" + text(inner, depth + 1) + "]")
                    .orElse("Optional.empty");
        }
        return String.valueOf(value);
    }

    private static String array(Object array, int depth) {
        int length = Array.getLength(array);
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < length; i++) {
            if (length > LONG_ARRAY && i == HEAD) {
                text.append(", …");
                i = length - TAIL;
            }
            text.append(i == 0 ? "" : ", ").append(text(Array.get(array, i), depth + 1));
        }
        text.append(']');
        return length > LONG_ARRAY && depth == 0 ? text + "  (" + typeOf(array) + ")" : text.toString();
    }

    /** The type of an array with its lengths, such as {@code double[3][2]}. */
    static String typeOf(Object array) {
        Class<?> component = array.getClass().getComponentType();
        StringBuilder lengths = new StringBuilder("[" + Array.getLength(array) + "]");
        Object inner = array;
        while (component.isArray()) {
            inner = inner != null && Array.getLength(inner) > 0 ? Array.get(inner, 0) : null;
            lengths.append(inner == null ? "[]" : "[" + Array.getLength(inner) + "]");
            component = component.getComponentType();
        }
        return component.getSimpleName() + lengths;
    }

    private static String collection(Collection<?> collection, int depth) {
        StringBuilder text = new StringBuilder("[");
        Iterator<?> elements = collection.iterator();
        for (int i = 0; elements.hasNext() && i < MOST_ELEMENTS; i++) {
            text.append(i == 0 ? "" : ", ").append(text(elements.next(), depth + 1));
        }
        return text.append(elements.hasNext() ? ", …]  (" + collection.size() + " elements)" : "]")
                .toString();
    }

    private static String map(Map<?, ?> map, int depth) {
        StringBuilder text = new StringBuilder("{");
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        for (int i = 0; entries.hasNext() && i < MOST_ELEMENTS; i++) {
            Map.Entry<?, ?> entry = entries.next();
            text.append(i == 0 ? "" : ", ").append(text(entry.getKey(), depth + 1));
            text.append('=').append(text(entry.getValue(), depth + 1));
        }
        return text.append(entries.hasNext() ? ", …}  (" + map.size() + " entries)" : "}")
                .toString();
    }

    private static String record(Record value, int depth) {
        StringBuilder text = new StringBuilder(value.getClass().getSimpleName()).append('[');
        RecordComponent[] components = value.getClass().getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            text.append(i == 0 ? "" : ", ").append(components[i].getName()).append('=');
            text.append(text(component(value, components[i]), depth + 1));
        }
        return text.append(']').toString();
    }

    static Object component(Record value, RecordComponent component) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        } catch (InvocationTargetException e) {
            return "(" + e.getCause() + ")";
        }
    }

    /** Whether the record says nothing about its looks: the compiler's toString is final, a written one hardly ever is. */
    static boolean hasGeneratedToString(Object value) {
        if (!(value instanceof Record)) {
            return false;
        }
        try {
            return Modifier.isFinal(
                    value.getClass().getDeclaredMethod("toString").getModifiers());
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    /** Collections of other libraries may have looks of their own. */
    static boolean isOfTheJdk(Object value) {
        return value.getClass().getName().startsWith("java.");
    }
}
