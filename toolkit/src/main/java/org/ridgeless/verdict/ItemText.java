package org.ridgeless.verdict;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a reader of a verdict sees of an item. What has a text of its own keeps it; constants of an enum and records that have none
 * are put into words: {@code ONE_PIXEL} as "one pixel", {@code Place[dimension=16, shrinkage=0.2]} as "dimension 16, shrinkage 0.2".
 */
final class ItemText {
    private ItemText() {}

    static String of(Object item) {
        String text = item.toString();
        if (item instanceof Enum<?> constant) {
            return text.equals(constant.name()) ? text.toLowerCase(Locale.ROOT).replace('_', ' ') : text;
        }
        if (item instanceof Record) {
            Part[] parts = Arrays.stream(item.getClass().getRecordComponents())
                    .map(component -> new Part(component.getName(), value(component, item)))
                    .toArray(Part[]::new);
            return text.equals(generated(item, parts)) ? inWords(parts) : text;
        }
        return text;
    }

    private record Part(String name, Object value) {}

    /** The text that every record has which does not say otherwise. */
    private static String generated(Object item, Part[] parts) {
        return Arrays.stream(parts)
                .map(part -> part.name + "=" + part.value)
                .collect(Collectors.joining(", ", item.getClass().getSimpleName() + "[", "]"));
    }

    /** What is true or false is named if it is true; a constant and a record of words need no name before them. */
    private static String inWords(Part[] parts) {
        return Arrays.stream(parts)
                .map(part -> part.value instanceof Boolean holds
                        ? (holds ? "" : "not ") + part.name
                        : part.value instanceof Enum<?> || part.value instanceof Record
                                ? of(part.value)
                                : part.name + " " + part.value)
                .collect(Collectors.joining(", "));
    }

    private static Object value(RecordComponent component, Object item) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(item);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the part " + component.getName() + " of " + item + " cannot be read", e);
        }
    }
}
