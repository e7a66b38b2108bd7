package org.ridgeless.kernel.jdk;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads fields inside the modules of the JDK, where the virtual machine lets an agent open them. */
final class JdkInternals {

    private final Instrumentation instrumentation;

    private JdkInternals(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /** Empty in a process that allows no agent. */
    static Optional<JdkInternals> open() {
        return RedefinitionAgent.find().map(JdkInternals::new);
    }

    /** The value of a field that the class of an object or one above it declares; empty if this JDK has no such field. */
    Optional<Object> value(Object owner, String name) {
        for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
            try {
                Field field = type.getDeclaredField(name);
                open(type);
                field.setAccessible(true);
                return Optional.ofNullable(field.get(owner));
            } catch (NoSuchFieldException e) {
                continue;
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(name + " of " + type + " was made accessible", e);
            }
        }
        return Optional.empty();
    }

    private void open(Class<?> type) {
        Module own = JdkInternals.class.getModule();
        if (!type.getModule().isOpen(type.getPackageName(), own)) {
            Map<String, Set<Module>> opened = Map.of(type.getPackageName(), Set.of(own));
            instrumentation.redefineModule(type.getModule(), Set.of(), Map.of(), opened, Set.of(), Map.of());
        }
    }
}
