package org.ridgeless.kernel.shell;

import java.io.File;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.net.MalformedURLException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.InternalException;
import org.ridgeless.kernel.interrupt.ClassWeaver;

/** What JShell compiled, by name. */
final class ReplClasses implements LoaderDelegate {

    private final ReplClassLoader loader;
    /** JShell numbers what holds a snippet, and appends letters to the number each time it loads the snippet anew. */
    private static final Pattern VERSION = Pattern.compile("(?<=\\$JShell\\$\\d{1,9})[A-Z]+");

    private final Map<String, Class<?>> classes = new ConcurrentHashMap<>();
    private final Map<String, Class<?>> latest = new ConcurrentHashMap<>();

    ReplClasses(ReplClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public void load(ClassBytecodes[] compiled) throws ClassInstallException {
        boolean[] loaded = new boolean[compiled.length];
        try {
            for (ClassBytecodes one : compiled) {
                loader.declare(one.name(), ClassWeaver.weave(one.bytecodes()));
            }
            for (int i = 0; i < compiled.length; i++) {
                Class<?> type = loader.loadClass(compiled[i].name());
                classes.put(compiled[i].name(), type);
                latest.put(withoutVersion(type), type);
                loaded[i] = true;
            }
        } catch (ClassNotFoundException | LinkageError e) {
            throw new ClassInstallException("loading: " + e, loaded);
        }
    }

    Set<Class<?>> all() {
        return Set.copyOf(classes.values());
    }

    List<Class<?>> found(ClassBytecodes[] compiled) {
        return Stream.of(compiled)
                .<Class<?>>map(one -> classes.get(one.name()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** The class as it has been loaded last. */
    Class<?> latest(Class<?> type) {
        return latest.getOrDefault(withoutVersion(type), type);
    }

    private static String withoutVersion(Class<?> type) {
        return VERSION.matcher(type.getName()).replaceFirst("");
    }

    /** Changes loaded classes in place, so that what their variables hold stays. */
    void redefine(ClassBytecodes[] compiled, Instrumentation instrumentation, CellCode cells)
            throws ClassInstallException {
        ClassDefinition[] definitions = new ClassDefinition[compiled.length];
        try {
            for (int i = 0; i < compiled.length; i++) {
                byte[] woven = ClassWeaver.weave(compiled[i].bytecodes());
                definitions[i] = new ClassDefinition(findClass(compiled[i].name()), woven);
            }
            if (!cells.redefined(definitions)) {
                instrumentation.redefineClasses(definitions);
            }
        } catch (ClassNotFoundException | UnmodifiableClassException | UnsupportedOperationException | LinkageError e) {
            // JShell then loads the classes anew under other names.
            throw new ClassInstallException("redefining: " + e, new boolean[compiled.length]);
        }
    }

    @Override
    public void classesRedefined(ClassBytecodes[] compiled) {
        // The class objects stay the same.
    }

    @Override
    public void addToClasspath(String entries) throws InternalException {
        try {
            for (String entry : entries.split(File.pathSeparator)) {
                loader.addURL(Path.of(entry).toUri().toURL());
            }
        } catch (MalformedURLException e) {
            throw new InternalException(e.toString());
        }
    }

    @Override
    public Class<?> findClass(String name) throws ClassNotFoundException {
        Class<?> type = classes.get(name);
        if (type == null) {
            throw new ClassNotFoundException(name + " not found");
        }
        return type;
    }
}
