package org.ridgeless.kernel.display;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which values are tables, and what stands in them: matrices, maps, records and collections of records. */
final class Grids {
    private static final int MOST_ROWS = 20;
    private static final int MOST_COLUMNS = 10;
    private static final int HEAD = 10;
    private static final int TAIL = 5;
    private static final int COLUMN_HEAD = 6;
    private static final int COLUMN_TAIL = 3;
    private static final int LONGEST = 200;
    private static final String GAP = "…";

    private Grids() {}

    static Optional<Grid> of(Object value) {
        if (value == null) {
            return Optional.empty();
        }
        if (isMatrix(value)) {
            return Optional.of(matrix(value));
        }
        if (value instanceof Map<?, ?> map && !map.isEmpty() && Values.isOfTheJdk(value)) {
            return Optional.of(map(map));
        }
        if (Values.hasGeneratedToString(value) && value.getClass().getRecordComponents().length > 0) {
            return Optional.of(record((Record) value));
        }
        if (value instanceof Collection<?> collection && Values.isOfTheJdk(value)) {
            return records(collection);
        }
        return value instanceof Record[] array ? records(Arrays.asList(array)) : Optional.empty();
    }

    private static boolean isMatrix(Object value) {
        Class<?> rows = value.getClass().getComponentType();
        return rows != null && rows.isArray() && Array.getLength(value) > 0;
    }

    private static Grid matrix(Object matrix) {
        int[] shown = shown(Array.getLength(matrix), MOST_ROWS, HEAD, TAIL);
        List<List<String>> rows = new ArrayList<>();
        int columns = 0;
        for (int i : shown) {
            Object row = i < 0 ? null : Array.get(matrix, i);
            rows.add(row == null ? List.of(i < 0 ? "⋮" : "null") : row(row));
            columns = Math.max(columns, rows.get(rows.size() - 1).size());
        }
        return new Grid(Values.typeOf(matrix), List.of(), rows, isNumeric(matrix));
    }

    private static List<String> row(Object array) {
        List<String> cells = new ArrayList<>();
        for (int j : shown(Array.getLength(array), MOST_COLUMNS, COLUMN_HEAD, COLUMN_TAIL)) {
            cells.add(j < 0 ? GAP : cell(Array.get(array, j)));
        }
        return cells;
    }

    private static boolean isNumeric(Object array) {
        Class<?> element = array.getClass();
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return element.isPrimitive() && element != boolean.class && element != char.class
                || Number.class.isAssignableFrom(element);
    }

    private static Grid map(Map<?, ?> map) {
        List<List<String>> rows = new ArrayList<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (rows.size() == MOST_ROWS) {
                rows.add(List.of("⋮", ""));
                break;
            }
            rows.add(List.of(cell(entry.getKey()), cell(entry.getValue())));
        }
        String caption = map.size() > MOST_ROWS ? map.size() + " entries" : "";
        return new Grid(caption, List.of("key", "value"), rows, false);
    }

    private static Grid record(Record value) {
        List<List<String>> rows = new ArrayList<>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            rows.add(List.of(component.getName(), cell(Values.component(value, component))));
        }
        return new Grid("", List.of(value.getClass().getSimpleName(), ""), rows, false);
    }

    /** A table with a column for each component, if all elements are records of one class. */
    private static Optional<Grid> records(Collection<?> collection) {
        Class<?> type = null;
        for (Object element : collection) {
            if (!Values.hasGeneratedToString(element) || type != null && element.getClass() != type) {
                return Optional.empty();
            }
            type = element.getClass();
        }
        if (type == null || type.getRecordComponents().length == 0) {
            return Optional.empty();
        }
        RecordComponent[] components = type.getRecordComponents();
        List<Object> elements = List.copyOf(collection);
        List<List<String>> rows = new ArrayList<>();
        for (int i : shown(elements.size(), MOST_ROWS, HEAD, TAIL)) {
            rows.add(Arrays.stream(components)
                    .map(component -> i < 0 ? "⋮" : cell(Values.component((Record) elements.get(i), component)))
                    .toList());
        }
        List<String> header =
                Arrays.stream(components).map(RecordComponent::getName).toList();
        String caption = elements.size() > MOST_ROWS ? elements.size() + " × " + type.getSimpleName() : "";
        return Optional.of(new Grid(caption, header, rows, allNumeric(components)));
    }

    private static boolean allNumeric(RecordComponent[] components) {
        return Arrays.stream(components)
                .map(RecordComponent::getType)
                .allMatch(type -> type.isPrimitive() && type != boolean.class && type != char.class);
    }

    private static String cell(Object value) {
        String text = Values.element(value);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + GAP;
    }

    /** The places to show, with -1 for the gap where something is left out. */
    private static int[] shown(int length, int most, int head, int tail) {
        if (length <= most) {
            return java.util.stream.IntStream.range(0, length).toArray();
        }
        int[] places = new int[head + 1 + tail];
        for (int i = 0; i < head; i++) {
            places[i] = i;
        }
        places[head] = -1;
        for (int i = 0; i < tail; i++) {
            places[head + 1 + i] = length - tail + i;
        }
        return places;
    }
}
