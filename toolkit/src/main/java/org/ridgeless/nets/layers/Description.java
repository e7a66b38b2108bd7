package org.ridgeless.nets.layers;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * Architectures as JSON and back. Layers and activations are records of numbers, of one another and of lists of them, so each is written as
 * its name and its components; nothing but the records of this package is ever built.
 */
public final class Description {
    private static final String PACKAGE = Description.class.getPackageName() + ".";
    private static final String TYPE = "type";
    private static final String POLYNOMIAL = "Polynomial";
    private static final List<Activation> CONSTANTS = List.of(Activations.LINEAR, Activations.RELU);

    private Description() {}

    /**
     * The layers of an architecture.
     *
     * @param architecture of layers and activations of this package
     * @return an array with an object for each layer
     * @throws IllegalArgumentException if a layer or activation is code of one's own
     */
    public static JsonElement of(Architecture architecture) {
        return encode(architecture.layers());
    }

    /**
     * The architecture of these layers.
     *
     * @param layers that {@link #of} has written
     * @return the architecture, equal to the one that was written
     * @throws IllegalArgumentException if there is no such layer in this version, or a component is missing or out of range
     */
    public static Architecture read(JsonElement layers) {
        List<Layer> list = new ArrayList<>();
        for (JsonElement layer : layers.getAsJsonArray()) {
            list.add((Layer) decode(layer, Layer.class));
        }
        return Architecture.of(list);
    }

    private static JsonElement encode(Object value) {
        if (value instanceof List<?> list) {
            JsonArray array = new JsonArray();
            list.forEach(entry -> array.add(encode(entry)));
            return array;
        }
        if (value instanceof Double number) {
            // As text, which has every bit and takes infinity.
            return new JsonPrimitive(number.toString());
        }
        if (value instanceof Number number) {
            return new JsonPrimitive(number);
        }
        if (value instanceof Boolean flag) {
            return new JsonPrimitive(flag);
        }
        if (value instanceof String || value instanceof Enum<?>) {
            return new JsonPrimitive(value instanceof Enum<?> constant ? constant.name() : (String) value);
        }
        if (value instanceof Polynomial polynomial) {
            JsonObject object = new JsonObject();
            object.addProperty(TYPE, POLYNOMIAL);
            JsonArray coefficients = new JsonArray();
            for (double c : polynomial.coefficients()) {
                coefficients.add(Double.toString(c));
            }
            object.add("coefficients", coefficients);
            return object;
        }
        if (!value.getClass().isRecord() || !value.getClass().getName().startsWith(PACKAGE)) {
            String called = value instanceof Activation activation
                    ? "The activation " + activation.name()
                    : "The layer " + value;
            throw new IllegalArgumentException(
                    called + " is code of one's own, which no file holds; save the parameters with"
                            + " Npy.save(file, NpyArray.of(net.parameters())), and build the network again");
        }
        return encodeRecord(value);
    }

    private static JsonElement encodeRecord(Object value) {
        JsonObject object = new JsonObject();
        object.addProperty(TYPE, value.getClass().getName().substring(PACKAGE.length()));
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                object.add(component.getName(), encode(component.getAccessor().invoke(value)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(value + " has no readable " + component.getName(), e);
            }
        }
        return object;
    }

    private static Object decode(JsonElement json, Type type) {
        if (type instanceof ParameterizedType list) {
            List<Object> values = new ArrayList<>();
            json.getAsJsonArray().forEach(entry -> values.add(decode(entry, list.getActualTypeArguments()[0])));
            return List.copyOf(values);
        }
        Class<?> kind = (Class<?>) type;
        if (kind == int.class || kind == Integer.class) {
            return json.getAsInt();
        }
        if (kind == long.class) {
            return json.getAsLong();
        }
        if (kind == double.class || kind == Double.class) {
            return Double.parseDouble(json.getAsString());
        }
        if (kind == boolean.class) {
            return json.getAsBoolean();
        }
        if (kind == String.class) {
            return json.getAsString();
        }
        if (kind.isEnum()) {
            for (Object constant : kind.getEnumConstants()) {
                if (((Enum<?>) constant).name().equals(json.getAsString())) {
                    return constant;
                }
            }
            throw new IllegalArgumentException("there is no " + kind.getSimpleName() + " " + json);
        }
        return decodeRecord(json.getAsJsonObject(), kind);
    }

    private static Object decodeRecord(JsonObject json, Class<?> kind) {
        String name = json.get(TYPE).getAsString();
        if (name.equals(POLYNOMIAL) && kind.isAssignableFrom(Activation.class)) {
            return Activations.polynomial(json.getAsJsonArray("coefficients").asList().stream()
                    .mapToDouble(c -> Double.parseDouble(c.getAsString()))
                    .toArray());
        }
        Class<?> found = find(name);
        if (found == null || !found.isRecord() || !kind.isAssignableFrom(found)) {
            throw new IllegalArgumentException(
                    "there is no " + kind.getSimpleName().toLowerCase(java.util.Locale.ROOT) + " called \"" + name
                            + "\" in this version");
        }
        Object built = build(json, found);
        // Engines know the frequent activations by identity.
        return CONSTANTS.stream()
                .filter(built::equals)
                .map(a -> (Object) a)
                .findFirst()
                .orElse(built);
    }

    private static Class<?> find(String name) {
        try {
            return name.matches("[\\w$]+")
                    ? Class.forName(PACKAGE + name, false, Description.class.getClassLoader())
                    : null;
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private static Object build(JsonObject json, Class<?> kind) {
        RecordComponent[] components = kind.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            JsonElement value = json.get(components[i].getName());
            if (value == null) {
                throw new IllegalArgumentException(
                        "the description of a " + kind.getSimpleName() + " has no \"" + components[i].getName() + "\"");
            }
            types[i] = components[i].getType();
            values[i] = decode(value, components[i].getGenericType());
        }
        try {
            Constructor<?> constructor = kind.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a " + kind.getSimpleName() + " cannot be built", e);
        }
    }
}
