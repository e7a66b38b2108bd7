package org.ridgeless.kernel.shell;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.ridgeless.kernel.cell.CellInterrupted;
import org.ridgeless.kernel.cell.CellOutput;
import org.ridgeless.kernel.cell.CellScope;
import org.ridgeless.kernel.cell.MimeBundle;
import org.ridgeless.kernel.cell.Scopes;
import org.ridgeless.kernel.extension.Comm;
import org.ridgeless.kernel.extension.KernelSession;
import org.ridgeless.kernel.extension.MagicRegistry;

/** The session of one shell. */
final class Session implements KernelSession {

    private final ReplacingRenderer renderer = new ReplacingRenderer();
    private final MagicRegistry magics = new MagicRegistry();
    private final List<Runnable> cellEnds = new CopyOnWriteArrayList<>();
    private final List<Path> addedClasspath = new CopyOnWriteArrayList<>();
    private final Comms comms = new Comms();
    private final Map<String, Object> temporaries = new ConcurrentHashMap<>();
    private final boolean interactive;
    private Function<String, Object> evaluation;
    private Consumer<Path> classpath;
    private Predicate<String> variables;
    private Workspace workspace;

    Session(boolean interactive) {
        this.interactive = interactive;
    }

    /** The shell comes later than its session, for its class loader needs one. */
    void attach(
            Function<String, Object> evaluation,
            Consumer<Path> classpath,
            Predicate<String> variables,
            Workspace workspace) {
        this.workspace = workspace;
        this.evaluation = evaluation;
        this.classpath = classpath;
        this.variables = variables;
    }

    /** The values of earlier cells that are kept, by name. */
    Map<String, Object> temporaries() {
        return temporaries;
    }

    @Override
    public Renderer renderer() {
        return renderer;
    }

    @Override
    public MagicRegistry magics() {
        return magics;
    }

    @Override
    public void replaceShown(UnaryOperator<Object> replacement) {
        renderer.replace(replacement);
    }

    @Override
    public boolean hasVariable(String name) {
        return variables.test(name);
    }

    @Override
    public Map<String, String> variables() {
        return workspace.variables();
    }

    @Override
    public List<String> declarations(String kind) {
        return workspace.declarations(kind);
    }

    @Override
    public Optional<String> documentation(String name, boolean full) {
        return workspace.documentation(name, full);
    }

    @Override
    public List<String> defaultImports() {
        return workspace.imports().declarations();
    }

    @Override
    public List<String> usedImports() {
        return workspace.imports().used();
    }

    @Override
    public boolean interactive() {
        return interactive;
    }

    @Override
    public void display(Object value) {
        output().display(bundle(value));
    }

    @Override
    public void display(Object value, String id) {
        output().display(bundle(value).withDisplayId(id));
    }

    @Override
    public void updateDisplay(String id, Object value) {
        output().updateDisplay(bundle(value).withDisplayId(id));
    }

    @Override
    public void clearOutput(boolean wait) {
        output().clear(wait);
    }

    @Override
    public String readLine(String prompt, boolean password) {
        try {
            return output().readLine(prompt, password);
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } catch (InterruptedException e) {
            throw new CellInterrupted();
        }
    }

    @Override
    public Comm openComm(String target, JsonObject data, JsonObject metadata, List<byte[]> buffers) {
        return comms.open(target, data, metadata, buffers);
    }

    @Override
    public void onComm(String target, Consumer<Comm> opened) {
        comms.register(target, opened);
    }

    Comms comms() {
        return comms;
    }

    @Override
    public void onCellEnd(Runnable action) {
        cellEnds.add(action);
    }

    List<Runnable> cellEnds() {
        return cellEnds;
    }

    @Override
    public Object eval(String code) {
        return evaluation.apply(code);
    }

    @Override
    public void addToClasspath(Path... entries) {
        for (Path entry : entries) {
            classpath.accept(entry.toAbsolutePath());
            addedClasspath.add(entry.toAbsolutePath());
        }
    }

    @Override
    public List<Path> addedClasspath() {
        return List.copyOf(addedClasspath);
    }

    /** The value as a bundle that always has plain text. */
    MimeBundle bundle(Object value) {
        MimeBundle bundle = MimeBundle.of(
                value instanceof DisplayData data ? data : renderer.render(value == null ? "null" : value));
        JsonElement text = bundle.data().get("text/plain");
        if (text == null || text.isJsonNull()) {
            // A value may call itself null.
            bundle.data().addProperty("text/plain", String.valueOf((Object) String.valueOf(value)));
        }
        return bundle;
    }

    private static CellOutput output() {
        return Scopes.current()
                .map(CellScope::output)
                .orElseThrow(
                        () -> new IllegalStateException("nothing can be shown here: this thread belongs to no cell"));
    }
}
