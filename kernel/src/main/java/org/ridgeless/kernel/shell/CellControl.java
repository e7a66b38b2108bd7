package org.ridgeless.kernel.shell;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import jdk.jshell.spi.SPIResolutionException;
import org.ridgeless.kernel.cell.CellInterrupted;
import org.ridgeless.kernel.cell.CellScope;
import org.ridgeless.kernel.interrupt.StatementLimit;
import org.ridgeless.kernel.jdk.CompilerLock;
import org.ridgeless.kernel.jdk.RedefinitionAgent;
import org.ridgeless.kernel.report.StackFrames;

/** Runs what JShell compiled on the cell's thread, and keeps the value or throwable itself, not JShell's copy. */
final class CellControl extends DirectExecutionControl implements ExecutionControlProvider {

    /** JShell's name for what runs a snippet. */
    private static final String METHOD = "do_it$";

    private final CellThread thread;
    private final CompilerLock compiler;
    private final ReplClasses classes;
    private final StatementLimit limit;
    private final CellCode cells;
    private volatile CellScope scope;
    private volatile Class<?> holder;
    private volatile Object value;
    private volatile Throwable thrown;
    private volatile boolean abandoned;
    private volatile boolean hasRun;
    private final List<String> loaded = new CopyOnWriteArrayList<>();

    CellControl(ReplClasses classes, CellThread thread, CompilerLock compiler, StatementLimit limit, CellCode cells) {
        super(classes);
        this.classes = classes;
        this.thread = thread;
        this.compiler = compiler;
        this.limit = limit;
        this.cells = cells;
        cells.classes(classes::all);
    }

    @Override
    public String name() {
        return "cells";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
        return this;
    }

    /** Says on whose account the next code runs, and forgets what the last one left. */
    void begin(CellScope running) {
        scope = running;
        holder = null;
        value = null;
        thrown = null;
        abandoned = false;
        hasRun = false;
        loaded.clear();
    }

    /** The names of the classes that were loaded, after that of the one whose code ran last. */
    List<String> classes() {
        return Stream.concat(holder().map(Class::getName).stream(), loaded.stream())
                .distinct()
                .toList();
    }

    /** Runs again what has run before; what it throws is there afterwards. */
    void again(List<String> classes) {
        classes.forEach(scope::define);
        try {
            invoke(classes.get(0), METHOD);
        } catch (RunException e) {
            // It is there.
            return;
        } catch (InternalException e) {
            thrown = e;
        }
    }

    Object value() {
        return value;
    }

    /** The class whose code ran last, which holds the variable that it set. */
    Optional<Class<?>> holder() {
        return Optional.ofNullable(holder);
    }

    /** The newest version of a class of cells. */
    Class<?> latest(Class<?> type) {
        return classes.latest(type);
    }

    /** Runs something on the thread of the cells; what it throws is lost. */
    void run(CellScope asked, Callable<Object> body) {
        compiler.released(() -> thread.run(asked, body));
    }

    Optional<Throwable> thrown() {
        return Optional.ofNullable(thrown);
    }

    /** Whether any code of the unit has been started. */
    boolean hasRun() {
        return hasRun;
    }

    boolean wasAbandoned() {
        return abandoned;
    }

    @Override
    public String invoke(String className, String methodName) throws RunException, InternalException {
        Method code = find(className, methodName);
        hasRun = true;
        cells.invoked(code.getDeclaringClass());
        CellThread.Outcome outcome =
                compiler.released(() -> limit.watch(scope, () -> thread.run(scope, () -> code.invoke(null))));
        holder = code.getDeclaringClass();
        value = outcome.value();
        abandoned = outcome.abandoned();
        thrown = unwrapped(outcome.thrown());
        if (abandoned || thrown instanceof CellInterrupted) {
            throw new StoppedException();
        }
        if (thrown instanceof SPIResolutionException unresolved) {
            throw new ResolutionException(unresolved.id(), thrown.getStackTrace());
        }
        if (thrown != null) {
            // JShell translates the frames that it is given, one by one: also those of the causes.
            throw new UserException("", thrown.getClass().getName(), StackFrames.ofCells(thrown));
        }
        return "";
    }

    @Override
    public void load(ClassBytecodes[] compiled)
            throws ClassInstallException, NotImplementedException, EngineTerminationException {
        CellScope running = scope;
        if (running != null) {
            for (ClassBytecodes one : compiled) {
                running.define(one.name());
                loaded.add(one.name());
            }
        }
        super.load(compiled);
        cells.loaded(classes.found(compiled));
    }

    @Override
    public void redefine(ClassBytecodes[] compiled) throws ClassInstallException, NotImplementedException {
        Instrumentation instrumentation = RedefinitionAgent.find()
                .orElseThrow(() -> new NotImplementedException("redefinition is not allowed in this process"));
        classes.redefine(compiled, instrumentation, cells);
        cells.loaded(classes.found(compiled));
    }

    private Method find(String className, String methodName) throws InternalException {
        try {
            Method method = classes.findClass(className).getDeclaredMethod(methodName);
            method.setAccessible(true);
            return method;
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new InternalException(e.toString());
        }
    }

    private static Throwable unwrapped(Throwable thrown) {
        return thrown instanceof InvocationTargetException target ? target.getCause() : thrown;
    }
}
