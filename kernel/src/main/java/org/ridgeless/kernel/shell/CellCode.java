package org.ridgeless.kernel.shell;

import java.lang.instrument.ClassDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.ridgeless.kernel.jdk.CompilerLock;
import org.ridgeless.kernel.report.WrapperFrames;
import org.ridgeless.kernel.source.CodeUnit;
import org.ridgeless.kernel.source.SourcePlaces;

/** What a debugger needs to know of the cells: their classes as they come, and which line of a cell a line of a class is. */
public final class CellCode {

    /** Who wants to know, on the thread that compiles, before the code runs. */
    public interface Listener {

        void loaded(Class<?> type);

        /** Called for each piece of a cell, also where it is one that has run before and is not loaded again. */
        void invoked(Class<?> type);

        /** Changes classes in place, as {@link java.lang.instrument.Instrumentation} does; false if it cannot. */
        boolean redefined(ClassDefinition... definitions);

        /** Called when a cell and everything it does has ended. */
        void cellEnded();
    }

    private final CompilerLock compiler;
    private Supplier<Set<Class<?>>> all = Set::of;
    private WrapperFrames wrappers;
    private SourcePlaces places;
    private CodeUnit unit;
    private int cell;
    private final List<Class<?>> loaded = new ArrayList<>();
    private volatile Listener listener;

    CellCode(CompilerLock compiler) {
        this.compiler = compiler;
    }

    /** Whether a class comes from a cell. */
    public static boolean isOfCells(Class<?> type) {
        return Migration.isOfCells(type);
    }

    void classes(Supplier<Set<Class<?>>> asked) {
        all = asked;
    }

    /** All classes that JShell has made of cells. */
    public Set<Class<?>> classes() {
        return all.get();
    }

    void attach(JShell jshell, SourcePlaces origins) {
        wrappers = new WrapperFrames(jshell);
        places = origins;
    }

    /** Says what is compiled next, of which JShell's own records are written only after it has run. */
    void next(CodeUnit source, int number) {
        unit = source;
        cell = number;
    }

    public void listen(Listener asked) {
        listener = asked;
    }

    void loaded(List<Class<?>> classes) {
        if (listener != null) {
            loaded.addAll(classes);
        }
    }

    boolean redefined(ClassDefinition... definitions) {
        Listener asked = listener;
        return asked != null && asked.redefined(definitions);
    }

    /** JShell, which loads classes first, can say now which snippet is in which. */
    void complete() {
        Listener asked = listener;
        if (asked != null) {
            loaded.forEach(asked::loaded);
            loaded.clear();
        }
    }

    void invoked(Class<?> type) {
        complete();
        Listener asked = listener;
        if (asked != null) {
            asked.invoked(type);
        }
    }

    void cellEnded() {
        Listener asked = listener;
        if (asked != null) {
            asked.cellEnded();
        }
    }

    /** Does something while nothing is compiled. */
    public <T> T held(Supplier<T> action) {
        return compiler.held(action);
    }

    /** How the lines of a class of cells are read; nothing for one that has been replaced. */
    public Optional<Lines> lines(String className) {
        return wrappers.snippet(className).map(snippet -> new Lines(className, snippet));
    }

    /** The lines of one class. */
    public final class Lines {

        private final String className;
        private final Snippet snippet;

        private Lines(String className, Snippet snippet) {
            this.className = className;
            this.snippet = snippet;
        }

        /** The line of a cell that a line of the class comes from, unless it comes from none. */
        public Optional<SourcePlaces.Line> find(int line) {
            StackTraceElement frame = new StackTraceElement(className, "", "", line);
            return wrappers.translate(frame, snippet)
                    .flatMap(found -> places.line(found, new SourcePlaces.Origin(cell, unit)));
        }
    }
}
