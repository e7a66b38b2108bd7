package org.ridgeless.kernel.extension;

import com.google.gson.JsonObject;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A running shell, as an extension or a cell sees it. Safe to use from any thread. */
public interface KernelSession {

    /** Where renderers for further types are registered. */
    Renderer renderer();

    /** Where magics are registered through the API of IJava's base library. */
    MagicRegistry magics();

    /** Puts another value in the place of each one that is about to be shown, such as one that is of a type with a renderer. */
    void replaceShown(UnaryOperator<Object> replacement);

    /** Whether cells have declared a variable of this name. */
    boolean hasVariable(String name);

    /** The variables that cells have declared, name to type, in order. */
    Map<String, String> variables();

    /** What cells have declared: {@code methods}, {@code types}, or {@code list} for the sources of all. */
    List<String> declarations(String kind);

    /** What is known about a name or the beginning of an expression; in full with the source of what a cell declared. */
    Optional<String> documentation(String name, boolean full);

    /** The import declarations that cells need not write, those of {@link KernelExtension#imports}. */
    List<String> defaultImports();

    /** The imports that cells have used without writing them, one for each type. */
    List<String> usedImports();

    /** Whether a person watches: true under Jupyter, false in the headless runner. */
    boolean interactive();

    /** Shows a value below the cell that the calling thread belongs to. */
    void display(Object value);

    /** Shows a value under an identifier by which {@link #updateDisplay} can replace it. */
    void display(Object value, String id);

    /** Replaces what is shown under an identifier, in every cell that shows it. */
    void updateDisplay(String id, Object value);

    /** Clears the output of the cell; with {@code wait}, not before the next output comes. */
    void clearOutput(boolean wait);

    /** Asks the person for a line of text; refused where nobody is there to answer. */
    String readLine(String prompt, boolean password);

    /** Opens a connection to what the front end has registered under a name. */
    default Comm openComm(String target, JsonObject data) {
        return openComm(target, data, new JsonObject(), List.of());
    }

    /** Opens such a connection with metadata and buffers; all are copied. */
    Comm openComm(String target, JsonObject data, JsonObject metadata, List<byte[]> buffers);

    /** Lets front ends open connections to a name; {@code opened} gets each, on the thread of the cells. */
    void onComm(String target, Consumer<Comm> opened);

    /** Runs {@code action} on the cell's thread after each cell, whether it succeeded or not. */
    void onCellEnd(Runnable action);

    /** Evaluates code as if it stood in the cell, and returns the value of its last expression, or null. */
    Object eval(String code);

    /** Makes jars and folders of classes usable from the next statement on. */
    void addToClasspath(Path... entries);

    /** What {@link #addToClasspath} has added so far. */
    List<Path> addedClasspath();
}
