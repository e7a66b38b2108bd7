package org.ridgeless.kernel.shell;

import com.google.gson.JsonObject;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jdk.jshell.JShell;
import org.ridgeless.kernel.assist.CellPreprocessor;
import org.ridgeless.kernel.assist.ClassIndex;
import org.ridgeless.kernel.assist.CodeAssistance;
import org.ridgeless.kernel.assist.Completeness;
import org.ridgeless.kernel.assist.Completions;
import org.ridgeless.kernel.assist.DefaultImports;
import org.ridgeless.kernel.assist.Inspection;
import org.ridgeless.kernel.cell.Cell;
import org.ridgeless.kernel.cell.CellError;
import org.ridgeless.kernel.cell.CellFailure;
import org.ridgeless.kernel.cell.CellInterrupted;
import org.ridgeless.kernel.cell.CellOutput;
import org.ridgeless.kernel.cell.CellResult;
import org.ridgeless.kernel.cell.CellResult.Status;
import org.ridgeless.kernel.cell.CellScope;
import org.ridgeless.kernel.cell.MemoryReserve;
import org.ridgeless.kernel.cell.MimeBundle;
import org.ridgeless.kernel.cell.NoOutput;
import org.ridgeless.kernel.cell.Scopes;
import org.ridgeless.kernel.extension.KernelExtension;
import org.ridgeless.kernel.extension.KernelSession;
import org.ridgeless.kernel.interrupt.Interruption;
import org.ridgeless.kernel.interrupt.StatementLimit;
import org.ridgeless.kernel.interrupt.Stragglers;
import org.ridgeless.kernel.jdk.CompilerLock;
import org.ridgeless.kernel.jdk.Tidying;
import org.ridgeless.kernel.report.NameHints;
import org.ridgeless.kernel.source.CellParser;
import org.ridgeless.kernel.source.CodeUnit;

/**
 * Evaluates the cells of one notebook in this process. {@link #evaluate} takes one cell at a time; everything else may be
 * called from any thread at any time, also while a cell runs.
 */
public final class JavaShell implements AutoCloseable {

    private final ShellOptions options;
    private final List<CellPreprocessor> preprocessors;
    private final Session session;
    private final Interruption interruption;
    private final CellThread thread;
    private final StatementLimit limit;
    private final JShell jshell;
    private final Evaluator evaluator;
    private final CodeAssistance assistance;
    private final DefaultImports imports;
    private final AtomicInteger count = new AtomicInteger();
    private final CompilerLock compiler = new CompilerLock();
    private final CellCode code = new CellCode(compiler);
    private final Tidying tidying = new Tidying(compiler);
    private final ReentrantLock turn = new ReentrantLock();
    private final WarmUp warmUp = new WarmUp();
    private final NotebookLibraries libraries = new NotebookLibraries(System.getProperty("java.class.path"));
    private volatile CellScope running;

    private JavaShell(ShellOptions options) {
        this.options = options;
        SystemStreams.install();
        preprocessors = options.preprocessors();
        session = new Session(options.interactive());
        ReplClassLoader loader = new ReplClassLoader(session, libraries, JavaShell.class.getClassLoader());
        interruption = loader.interruption();
        thread = new CellThread(loader, thrown -> report(thrown));
        limit = new StatementLimit(options.statementLimit(), thread::interrupt);
        CellControl control = new CellControl(new ReplClasses(loader), thread, compiler, limit, code);
        AtomicInteger expressions = new AtomicInteger();
        Supplier<String> names = () -> "$" + expressions.incrementAndGet();
        ClassIndex index = new ClassIndex();
        jshell = JShell.builder()
                .tempVariableNameGenerator(names)
                .executionEngine(control, Map.of())
                .compilerOptions(options.allCompilerOptions())
                .fileManager(files -> new CompilerFiles(files, index, libraries))
                .build();
        jshell.eval("import static " + CellFunctions.class.getName() + ".*;");
        imports = new DefaultImports(jshell, loader);
        CellParser parser = new CellParser(options.languageOptions());
        NameHints hints = new NameHints(jshell, index, loader, imports);
        evaluator = new Evaluator(jshell, control, hints, tidying, session, imports, names, parser, code);
        assistance = new CodeAssistance(jshell, loader, index, preprocessors, imports, session, parser);
        session.attach(
                this::evaluateNested,
                this::addToClasspath,
                this::hasVariable,
                new Workspace(jshell, imports, assistance, compiler));
    }

    /** Starts a shell; returns when it is ready for its first cell. */
    public static JavaShell start(ShellOptions options) {
        JavaShell shell = new JavaShell(options);
        shell.prepare();
        return shell;
    }

    private void prepare() {
        MemoryReserve.restore();
        // What reports errors is loaded now: when memory has run out, it is too late.
        report(new OutOfMemoryError());
        options.classpath().forEach(session::addToClasspath);
        options.imports().forEach(jshell::eval);
        preprocessors.forEach(preprocessor -> preprocessor.imports().forEach(jshell::eval));
        try {
            ServiceLoader.load(KernelExtension.class).stream().forEach(this::install);
        } catch (ServiceConfigurationError e) {
            System.err.println("an extension is left out: " + e);
        }
    }

    /** A broken extension costs its own features, not the shell. */
    private void install(ServiceLoader.Provider<KernelExtension> provider) {
        try {
            KernelExtension extension = provider.get();
            extension.install(session);
            libraries.exchanges(extension.exchangedPackages());
            imports.add(extension.imports());
            warmUp.add(extension);
        } catch (RuntimeException | LinkageError | ServiceConfigurationError e) {
            System.err.println("the extension " + provider.type().getName() + " is left out: " + e);
        }
    }

    private CellFailure report(Throwable thrown) {
        return evaluator.failure(thrown);
    }

    /** Evaluates code as the next cell and waits for its end. */
    public CellResult evaluate(String code, CellOutput output) {
        return evaluate(new Cell(code, count.get() + 1, false), output);
    }

    /**
     * Runs what first cells need until the first one comes, so that it need not wait until Java has loaded and compiled it.
     *
     * @param patience milliseconds to wait before, for a cell that has been sent already
     * @param shown takes what a cell has shown
     */
    public void warmUp(long patience, Consumer<MimeBundle> shown) throws InterruptedException {
        warmUp.run(
                List.of(
                        i -> inTurn(WarmUp.value(i), NoOutput.INSTANCE).result().ifPresent(shown),
                        i -> complete(WarmUp.CALL, WarmUp.CALL.length()),
                        i -> inTurn(WarmUp.block(i), NoOutput.INSTANCE)),
                patience);
    }

    /** Evaluates a cell that is counted elsewhere and waits for its end. */
    public CellResult evaluate(Cell cell, CellOutput output) {
        warmUp.end();
        return inTurn(cell, output);
    }

    private CellResult inTurn(Cell cell, CellOutput output) {
        turn.lock();
        try {
            count.accumulateAndGet(cell.number(), Math::max);
            return evaluateNow(cell, new CellScope(session, output, cell.number()));
        } finally {
            turn.unlock();
        }
    }

    private CellResult evaluateNow(Cell cell, CellScope scope) {
        long begin = System.nanoTime();
        running = scope;
        Scopes.started(scope);
        if (scope.output().cancelled()) {
            scope.interrupt();
        }
        Optional<MimeBundle> result = Optional.empty();
        Optional<CellFailure> failure = Optional.empty();
        try {
            result = valueOf(cell, scope);
        } catch (CellInterrupted e) {
            failure = Optional.of(CellFailure.interrupted());
        } catch (CellFailure e) {
            failure = Optional.of(e);
        } finally {
            end(scope);
        }
        Optional<CellFailure> named = failure.map(found -> named(found, scope));
        return new CellResult(
                named.map(CellFailure::status).orElse(Status.OK),
                cell.number(),
                result,
                named.map(CellFailure::error),
                Duration.ofNanos(System.nanoTime() - begin));
    }

    /** What the person did not ask for is no interrupt. */
    private static CellFailure named(CellFailure failure, CellScope scope) {
        return failure.status() != Status.INTERRUPTED || scope.isAbandoned()
                ? failure
                : scope.exceeded().map(failure::exceeded).orElse(failure);
    }

    private Optional<MimeBundle> valueOf(Cell cell, CellScope scope) throws CellFailure {
        scope.wrote(CodeUnit.linesOf(cell.code()));
        String code = preprocessed(cell.code(), scope);
        Object value = evaluateLocked(code, scope);
        if (value == null || cell.silent()) {
            return Optional.empty();
        }
        return Optional.of((MimeBundle) onCellThread(scope, () -> session.bundle(value)));
    }

    private Object evaluateLocked(String code, CellScope scope) throws CellFailure {
        compiler.acquire();
        try {
            return evaluator.evaluate(code, scope);
        } finally {
            compiler.release();
        }
    }

    private String preprocessed(String code, CellScope scope) throws CellFailure {
        String result = code;
        for (CellPreprocessor preprocessor : preprocessors) {
            String before = result;
            result = (String) onCellThread(scope, () -> preprocessor.process(before, session));
        }
        return result;
    }

    private Object onCellThread(CellScope scope, Callable<Object> body) throws CellFailure {
        CellThread.Outcome outcome = thread.run(scope, body);
        if (outcome.abandoned()) {
            throw CellFailure.abandoned();
        }
        if (outcome.thrown() instanceof CellInterrupted || outcome.thrown() != null && scope.isInterrupted()) {
            throw CellFailure.interrupted();
        }
        if (outcome.thrown() != null) {
            throw evaluator.failure(outcome.thrown());
        }
        return outcome.value();
    }

    private void end(CellScope scope) {
        running = null;
        if (scope.isInterrupted()) {
            MemoryReserve.insist(() -> Stragglers.stop(scope, interruption));
        }
        compiler.acquire();
        try {
            evaluator.cellEnded(scope);
        } finally {
            compiler.release();
        }
        Scopes.ended(scope);
        runCellEnds(scope);
        if (!MemoryReserve.restore()) {
            scope.notice(
                    "Note: nearly all memory is in use. Set to null what is no longer needed, or restart the kernel.");
        }
    }

    private void runCellEnds(CellScope scope) {
        if (!session.cellEnds().isEmpty()) {
            CellScope last = new CellScope(session, scope.output(), scope.number());
            thread.run(last, () -> {
                session.cellEnds().forEach(Runnable::run);
                return null;
            });
        }
    }

    private Object evaluateNested(String code) {
        CellScope scope = Scopes.current().orElse(running);
        if (scope == null) {
            throw new IllegalStateException("eval works only while a cell runs");
        }
        try {
            return evaluateLocked(code, scope);
        } catch (CellFailure e) {
            // The cause would only show how the kernel evaluates.
            throw new IllegalArgumentException(String.join("\n", e.error().plainTraceback()));
        }
    }

    /** Lets the handlers of comms deal with a message from a front end, on the thread of the cells, and waits for them. */
    public Optional<CellError> receive(String type, JsonObject content, List<byte[]> buffers, CellOutput output) {
        turn.lock();
        CellScope scope = new CellScope(session, output, count.get());
        running = scope;
        Scopes.started(scope);
        try {
            onCellThread(scope, () -> {
                session.comms().received(type, content, buffers);
                return null;
            });
            return Optional.empty();
        } catch (CellFailure e) {
            return Optional.of(e.error());
        } finally {
            end(scope);
            turn.unlock();
        }
    }

    /** The open comms by identifier, all or those of one target, as a comm_info_reply has them. */
    public JsonObject comms(Optional<String> target) {
        return session.comms().info(target);
    }

    /** Whether no cell is running. */
    public boolean isIdle() {
        return running == null;
    }

    /** Stops the running cell; without one, does nothing. */
    public void interrupt() {
        CellScope scope = running;
        if (scope != null) {
            scope.interrupt();
            thread.interrupt(scope);
        }
    }

    public Completions complete(String code, int cursor) {
        return compiler.held(() -> assistance.complete(code, cursor));
    }

    /** Documentation of the symbol at the cursor; {@code detail} 0 is brief, 1 complete. */
    public Optional<Inspection> inspect(String code, int cursor, int detail) {
        return compiler.held(() -> assistance.inspect(code, cursor, detail));
    }

    public Completeness isComplete(String code) {
        return compiler.held(() -> assistance.isComplete(code));
    }

    public void addToClasspath(Path... entries) {
        session.addToClasspath(entries);
    }

    private void addToClasspath(Path entry) {
        for (String one : entry.toString().split(File.pathSeparator)) {
            libraries.admit(Path.of(one)).forEach(path -> jshell.addToClasspath(path.toString()));
        }
    }

    private boolean hasVariable(String name) {
        return compiler.held(() -> evaluator.isVariable(name));
    }

    /** The variables that cells have declared, without the temporaries of expressions. */
    public List<Variable> variables() {
        return jshell.variables()
                .filter(variable -> !variable.name().startsWith("$"))
                .map(variable -> new Variable(variable.typeName(), variable.name()))
                .toList();
    }

    /** What the variables hold that cells have declared, by name. */
    public Map<String, Object> values() {
        return compiler.held(evaluator::values);
    }

    /** What a debugger needs to know of the code of the cells. */
    public CellCode code() {
        return code;
    }

    /** A value as it is displayed. */
    public MimeBundle bundle(Object value) {
        return session.bundle(value);
    }

    /** The session that extensions and cells see. */
    public KernelSession session() {
        return session;
    }

    @Override
    public void close() {
        interrupt();
        jshell.close();
        thread.close();
        limit.close();
        tidying.close();
    }
}
