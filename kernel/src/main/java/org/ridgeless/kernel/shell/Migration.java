package org.ridgeless.kernel.shell;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import sun.reflect.ReflectionFactory;

/**
 * Takes objects from the classes of cells as they were before a redefinition to those classes as they are now: records through
 * their constructor, others field by field, both only where the fields are the same, and enum constants by name. One object
 * becomes one object, whoever refers to it.
 */
final class Migration {

    private static final int MOST_OBJECTS = 1_000_000;

    private final UnaryOperator<Class<?>> latest;
    private final Map<Object, Object> done = new IdentityHashMap<>();
    private final MigratedCollections collections = new MigratedCollections(this);

    /** @param latest the newest version of a class of cells; other classes as they are */
    Migration(UnaryOperator<Class<?>> latest) {
        this.latest = latest;
    }

    /** The object cannot be taken along, or nobody can tell what it refers to. */
    static final class NotKeptException extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Class<?> outdated;

        NotKeptException() {
            this(null);
        }

        private NotKeptException(Class<?> outdated) {
            super("", null, false, false);
            this.outdated = outdated;
        }

        /** The class that is no longer what the cells call by its name, if that is the reason. */
        Optional<Class<?>> outdated() {
            return Optional.ofNullable(outdated);
        }
    }

    Object convert(Object old) throws NotKeptException {
        if (old == null || isPlain(old.getClass())) {
            return old;
        }
        Object known = done.get(old);
        if (known != null) {
            return known;
        }
        if (done.size() > MOST_OBJECTS) {
            throw new NotKeptException();
        }
        Object converted = convertNew(old);
        done.put(old, converted);
        return converted;
    }

    /** Says what an object becomes before what it refers to is looked at, for that may refer back to it. */
    void becomes(Object old, Object converted) {
        done.put(old, converted);
    }

    private Object convertNew(Object old) throws NotKeptException {
        Class<?> type = old.getClass();
        if (type.isArray()) {
            return array((Object[]) old);
        }
        if (!isOfCells(type)) {
            return collections.convert(old);
        }
        try {
            if (type.isHidden() || type.isAnonymousClass() || type.isLocalClass()) {
                throw new NotKeptException();
            }
            if (old instanceof Enum<?> constant) {
                return constant(constant);
            }
            return type.isRecord() ? rebuilt(old) : copied(old);
        } catch (ReflectiveOperationException | RuntimeException | NotKeptException e) {
            throw e instanceof NotKeptException other && (other.outdated != null || now(type) == type)
                    ? other
                    : new NotKeptException(now(type) == type ? null : type);
        }
    }

    private static boolean isPlain(Class<?> type) {
        String name = type.getName();
        return type.isArray() && type.getComponentType().isPrimitive()
                || name.startsWith("java.lang.")
                || name.startsWith("java.math.")
                || name.startsWith("java.time.");
    }

    static boolean isOfCells(Class<?> type) {
        return type.getClassLoader() instanceof ReplClassLoader
                && type.getName().startsWith("REPL.");
    }

    private Class<?> now(Class<?> type) {
        if (type.isArray()) {
            return now(type.getComponentType()).arrayType();
        }
        return isOfCells(type) ? latest.apply(type) : type;
    }

    private Object array(Object[] old) throws NotKeptException {
        Class<?> element = old.getClass().getComponentType();
        Object[] converted = now(element) == element ? old : (Object[]) Array.newInstance(now(element), old.length);
        becomes(old, converted);
        for (int i = 0; i < old.length; i++) {
            Object value = convert(old[i]);
            if (value != null && !converted.getClass().getComponentType().isInstance(value)) {
                throw new NotKeptException();
            }
            converted[i] = value;
        }
        return converted;
    }

    private Object constant(Enum<?> old) throws NotKeptException {
        Object[] constants = now(old.getDeclaringClass()).getEnumConstants();
        return Arrays.stream(constants == null ? new Object[0] : constants)
                .filter(one -> ((Enum<?>) one).name().equals(old.name()))
                .findFirst()
                .orElseThrow(NotKeptException::new);
    }

    private Object rebuilt(Object old) throws ReflectiveOperationException, NotKeptException {
        Class<?> type = now(old.getClass());
        RecordComponent[] before = old.getClass().getRecordComponents();
        RecordComponent[] after = type.getRecordComponents();
        if (after == null || before.length != after.length) {
            throw new NotKeptException();
        }
        Object[] values = new Object[before.length];
        boolean isSame = type == old.getClass();
        for (int i = 0; i < before.length; i++) {
            requireSame(before[i].getName(), before[i].getType(), after[i].getName(), after[i].getType());
            Field field = old.getClass().getDeclaredField(before[i].getName());
            field.setAccessible(true);
            Object value = field.get(old);
            values[i] = convert(value);
            isSame &= before[i].getType().isPrimitive() || values[i] == value;
        }
        if (isSame) {
            return old;
        }
        Class<?>[] types = Arrays.stream(after).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private void requireSame(String name, Class<?> type, String otherName, Class<?> otherType) throws NotKeptException {
        if (!name.equals(otherName) || now(type) != otherType) {
            throw new NotKeptException();
        }
    }

    private Object copied(Object old) throws ReflectiveOperationException, NotKeptException {
        Class<?> type = now(old.getClass());
        List<Field> before = fields(old.getClass());
        List<Field> after = fields(type);
        if (before.size() != after.size() || type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            throw new NotKeptException();
        }
        for (int i = 0; i < before.size(); i++) {
            requireSame(
                    before.get(i).getName(),
                    before.get(i).getType(),
                    after.get(i).getName(),
                    after.get(i).getType());
        }
        Object copy = type == old.getClass() ? old : unconstructed(type);
        becomes(old, copy);
        for (int i = 0; i < before.size(); i++) {
            Object value = before.get(i).get(old);
            Object converted = convert(value);
            if (copy != old || converted != value && !before.get(i).getType().isPrimitive()) {
                after.get(i).set(copy, converted);
            }
        }
        return copy;
    }

    /** The fields of its objects, those of the classes that it extends among them, which have to be of cells, too. */
    private static List<Field> fields(Class<?> type) throws NotKeptException {
        List<Field> all = new ArrayList<>();
        for (Class<?> one = type; one != Object.class; one = one.getSuperclass()) {
            if (one == null || !isOfCells(one)) {
                throw new NotKeptException();
            }
            for (Field field : one.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    all.add(field);
                }
            }
        }
        return all;
    }

    private static Object unconstructed(Class<?> type) throws ReflectiveOperationException {
        return ReflectionFactory.getReflectionFactory()
                .newConstructorForSerialization(type, Object.class.getConstructor())
                .newInstance();
    }
}
