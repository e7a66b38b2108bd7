package org.ridgeless.kernel.shell;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ridgeless.kernel.shell.Migration.NotKeptException;

/** The collections of Java whose elements can be exchanged: in place, or in a new one where they cannot be changed. */
final class MigratedCollections {

    private static final Set<Class<?>> LISTS =
            Set.of(ArrayList.class, LinkedList.class, Vector.class, CopyOnWriteArrayList.class);
    private static final Set<Class<?>> OTHERS =
            Set.of(HashSet.class, LinkedHashSet.class, ArrayDeque.class, TreeSet.class);
    private static final Set<Class<?>> MAPS =
            Set.of(HashMap.class, LinkedHashMap.class, TreeMap.class, ConcurrentHashMap.class);
    private static final String IMMUTABLE = "java.util.ImmutableCollections$";

    private final Migration migration;

    MigratedCollections(Migration migration) {
        this.migration = migration;
    }

    @SuppressWarnings("unchecked")
    Object convert(Object old) throws NotKeptException {
        Class<?> type = old.getClass();
        if (type.getName().startsWith(IMMUTABLE)) {
            return immutable(old);
        }
        if (old instanceof Optional<?> optional) {
            return optional.isEmpty() ? old : Optional.ofNullable(migration.convert(optional.get()));
        }
        requireNoOrderOfItsOwn(old);
        migration.becomes(old, old);
        if (old instanceof List<?> list && LISTS.contains(type)) {
            exchange((List<Object>) list);
        } else if (old instanceof Collection<?> collection && OTHERS.contains(type)) {
            refill((Collection<Object>) collection);
        } else if (old instanceof Map<?, ?> map && MAPS.contains(type)) {
            refill((Map<Object, Object>) map);
        } else {
            throw new NotKeptException();
        }
        return old;
    }

    /** An order given by a comparator knows the classes as they were. */
    private static void requireNoOrderOfItsOwn(Object old) throws NotKeptException {
        if (old instanceof TreeMap<?, ?> map && map.comparator() != null
                || old instanceof TreeSet<?> set && set.comparator() != null) {
            throw new NotKeptException();
        }
    }

    private void exchange(List<Object> list) throws NotKeptException {
        if (list instanceof CopyOnWriteArrayList) {
            refill(list);
            return;
        }
        for (ListIterator<Object> elements = list.listIterator(); elements.hasNext(); ) {
            Object element = elements.next();
            Object converted = migration.convert(element);
            if (converted != element) {
                elements.set(converted);
            }
        }
    }

    private void refill(Collection<Object> collection) throws NotKeptException {
        List<Object> converted = new ArrayList<>();
        boolean isSame = true;
        for (Object element : collection) {
            converted.add(migration.convert(element));
            isSame &= converted.get(converted.size() - 1) == element;
        }
        if (!isSame) {
            collection.clear();
            collection.addAll(converted);
        }
    }

    private void refill(Map<Object, Object> map) throws NotKeptException {
        Map<Object, Object> converted = converted(map);
        if (converted != map) {
            map.clear();
            map.putAll(converted);
        }
    }

    private Map<Object, Object> converted(Map<Object, Object> map) throws NotKeptException {
        Map<Object, Object> converted = new LinkedHashMap<>();
        boolean isSame = true;
        for (Map.Entry<Object, Object> entry : map.entrySet()) {
            Object key = migration.convert(entry.getKey());
            Object value = migration.convert(entry.getValue());
            isSame &= key == entry.getKey() && value == entry.getValue();
            converted.put(key, value);
        }
        return isSame ? map : converted;
    }

    @SuppressWarnings("unchecked")
    private Object immutable(Object old) throws NotKeptException {
        if (old instanceof Map<?, ?> map) {
            Map<Object, Object> converted = converted((Map<Object, Object>) map);
            return converted == map ? old : Map.copyOf(converted);
        }
        List<Object> elements = new ArrayList<>((Collection<Object>) old);
        List<Object> converted = new ArrayList<>(elements);
        exchange(converted);
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) != converted.get(i)) {
                return old instanceof Set ? Set.copyOf(converted) : Collections.unmodifiableList(converted);
            }
        }
        return old;
    }
}
