package org.ridgeless.kernel.shell;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import org.ridgeless.kernel.cell.CellScope;
import org.ridgeless.kernel.jdk.IntersectionTypes;
import org.ridgeless.kernel.source.SourcePlaces;

/** The values of variables over a redefinition of what they depend on, for which JShell declares them anew, without a value. */
final class KeptValues {

    private final JShell jshell;
    private final CellControl control;
    private final SourcePlaces places;
    private final Map<String, Object> handedOver;
    private final Map<String, Class<?>> holders = new HashMap<>();
    private final Set<String> told = new HashSet<>();

    /** @param handedOver what {@link CellValues#temporary} returns, by name */
    KeptValues(JShell jshell, CellControl control, SourcePlaces places, Map<String, Object> handedOver) {
        this.jshell = jshell;
        this.control = control;
        this.places = places;
        this.handedOver = handedOver;
    }

    /** Notes where the value of a variable is, which has just been declared. */
    void declared(VarSnippet variable) {
        control.holder().ifPresent(holder -> holders.put(variable.name(), holder));
        told.remove(variable.name());
    }

    /** Declares a variable again, with its value, in the place of a type that later cells could not use. */
    void declareDenotably(VarSnippet variable, Object value, CellScope scope) {
        if (IntersectionTypes.ARE_CUT_OFF
                && !IntersectionTypes.denotable(variable.typeName()).equals(variable.typeName())) {
            declare(variable, value, new HashMap<>(), scope);
        }
    }

    /** What the variables hold now. */
    Map<String, Object> now() {
        Map<String, Object> values = new LinkedHashMap<>();
        jshell.variables()
                .forEach(variable -> field(variable.name()).ifPresent(field -> {
                    try {
                        values.put(variable.name(), field.get(null));
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                }));
        return values;
    }

    private Optional<Field> field(String name) {
        Class<?> holder = holders.get(name);
        if (holder == null) {
            return Optional.empty();
        }
        try {
            Field field = control.latest(holder).getDeclaredField(name);
            field.setAccessible(true);
            return Optional.of(field);
        } catch (NoSuchFieldException | LinkageError e) {
            return Optional.empty();
        }
    }

    /**
     * Gives the variables back what they held.
     *
     * @param before the values before the redefinition
     * @param events what the redefinition has led to
     * @return the names of those that have their value again
     */
    Set<String> restore(Map<String, Object> before, List<SnippetEvent> events, CellScope scope) {
        Map<String, VarSnippet> lost = new LinkedHashMap<>();
        events.forEach(event -> lost(event).ifPresent(variable -> lost.put(variable.name(), variable)));
        Set<String> restored = new LinkedHashSet<>();
        if (events.stream().noneMatch(event -> event.causeSnippet() != null)) {
            return restored;
        }
        Map<String, Class<?>> outdated = new LinkedHashMap<>();
        Map<String, Object> values = converted(before, outdated, scope);
        for (String name : before.keySet()) {
            VarSnippet variable = lost.get(name);
            if (variable == null) {
                exchange(name, values, before.get(name));
            } else if (values.containsKey(name) && declare(variable, values.get(name), lost, scope)) {
                restored.add(name);
            }
        }
        outdated.keySet().removeAll(lost.keySet());
        outdated.forEach((name, type) -> tell(name, type, scope));
        return restored;
    }

    /** Once, until a cell declares the variable again. */
    private void tell(String name, Class<?> outdated, CellScope scope) {
        Optional<VarSnippet> variable = jshell.variables()
                .filter(one -> one.name().equals(name) && jshell.status(one) == Status.VALID)
                .findFirst();
        if (variable.isPresent() && told.add(name)) {
            String again = places.cell(variable.get().id())
                    .map(cell -> "; run cell " + cell + " again, which made it.")
                    .orElse(".");
            scope.notice("Note: " + name + " still holds objects of " + outdated.getSimpleName() + " as it was before"
                    + again);
        }
    }

    private static Optional<VarSnippet> lost(SnippetEvent event) {
        return event.causeSnippet() != null
                        && event.snippet() instanceof VarSnippet variable
                        && (event.status() != Status.VALID || event.isSignatureChange())
                ? Optional.of(variable)
                : Optional.empty();
    }

    /** What can be taken along, on the thread of the cells, whose code constructors are. */
    private Map<String, Object> converted(Map<String, Object> before, Map<String, Class<?>> outdated, CellScope scope) {
        Map<String, Object> values = new HashMap<>();
        Migration migration = new Migration(control::latest);
        control.run(scope, () -> {
            before.forEach((name, value) -> {
                try {
                    values.put(name, migration.convert(value));
                } catch (Migration.NotKeptException e) {
                    e.outdated().ifPresent(type -> outdated.put(name, type));
                } catch (StackOverflowError e) {
                    values.remove(name);
                }
            });
            return null;
        });
        return values;
    }

    /** A variable of a type that has not changed may hold something that refers to what has. */
    private void exchange(String name, Map<String, Object> values, Object before) {
        Object value = values.get(name);
        if (value == null || value == before) {
            return;
        }
        field(name).filter(field -> field.getType().isInstance(value)).ifPresent(field -> {
            try {
                field.set(null, value);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private boolean declare(VarSnippet variable, Object value, Map<String, VarSnippet> lost, CellScope scope) {
        String name = variable.name();
        if (value == null) {
            return jshell.status(variable) == Status.VALID;
        }
        handedOver.put(name, value);
        try {
            control.begin(scope);
            String type = IntersectionTypes.denotable(variable.typeName());
            List<SnippetEvent> events = jshell.eval(type + " " + name + " = (" + type + ") "
                    + CellValues.class.getName() + ".temporary(\"" + name + "\");");
            events.forEach(event -> lost(event).ifPresent(other -> lost.put(other.name(), other)));
            Optional<SnippetEvent> declared = events.stream()
                    .filter(event -> event.causeSnippet() == null && event.status() == Status.VALID)
                    .findFirst();
            declared.ifPresent(event -> {
                declared((VarSnippet) event.snippet());
                places.copy(variable.id(), event.snippet().id());
            });
            return declared.isPresent()
                    && field(name)
                            .map(KeptValues::value)
                            .filter(Objects::nonNull)
                            .isPresent();
        } finally {
            handedOver.remove(name);
        }
    }

    private static Object value(Field field) {
        try {
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
