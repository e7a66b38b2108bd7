package org.ridgeless.kernel.shell;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import java.util.UUID;
import java.util.regex.Pattern;

/** The functions that every cell can call by name, under the names that IJava gave them. */
public final class CellFunctions {

    private static final Pattern MIME_TYPE = Pattern.compile("(text|image|application|audio|video)/[\\w.+-]+");

    private CellFunctions() {}

    /** The value in all the representations that its renderers prefer. */
    public static DisplayData render(Object value) {
        return value == null ? new DisplayData("null") : renderer().render(value);
    }

    /** The value in the given representations, such as {@code "text/html"}. */
    public static DisplayData render(Object value, String... as) {
        return value == null ? new DisplayData("null") : renderer().renderAs(value, as);
    }

    /** Shows the value and returns the identifier by which {@link #updateDisplay} can replace it. */
    public static String display(Object value) {
        return shown(value instanceof DisplayData data ? data : render(value));
    }

    /** Shows the value in the given representations. */
    public static String display(Object value, String... as) {
        return shown(render(value, as));
    }

    /** Shows content of a MIME type, as in {@code display("text/markdown", "**bold**")}; or the value in one representation. */
    public static String display(String mimeTypeOrValue, Object contentOrType) {
        if (isMimeType(mimeTypeOrValue) && !isMimeType(contentOrType)) {
            if (!(contentOrType instanceof String text)) {
                return display(contentOrType, new String[] {mimeTypeOrValue});
            }
            DisplayData data = new DisplayData();
            data.putData(mimeTypeOrValue, text);
            data.putText(text);
            return shown(data);
        }
        if (contentOrType instanceof String type) {
            return display((Object) mimeTypeOrValue, new String[] {type});
        }
        throw new IllegalArgumentException("display takes a value and MIME types, or a MIME type and its content; "
                + mimeTypeOrValue + " is neither");
    }

    private static boolean isMimeType(Object value) {
        return value instanceof String text && MIME_TYPE.matcher(text).matches();
    }

    /** Asks the person for a line of text. */
    public static String input(String prompt) {
        return CurrentSession.get().readLine(prompt, false);
    }

    /** Asks the person for a line of text. */
    public static String input() {
        return input("");
    }

    /** Asks the person for a line that nobody sees. */
    public static String password(String prompt) {
        return CurrentSession.get().readLine(prompt, true);
    }

    /** Replaces what is shown under the identifier. */
    public static void updateDisplay(String id, Object value) {
        CurrentSession.get().updateDisplay(id, value);
    }

    /** Replaces what is shown under the identifier, in the given representations. */
    public static void updateDisplay(String id, Object value, String... as) {
        CurrentSession.get().updateDisplay(id, render(value, as));
    }

    /** Clears what the cell has shown so far; with {@code wait}, not before the next output comes. */
    public static void clearOutput(boolean wait) {
        CurrentSession.get().clearOutput(wait);
    }

    public static void clearOutput() {
        clearOutput(false);
    }

    /** Evaluates Java code in this session and returns the value of its last expression. */
    public static Object eval(String code) {
        return CurrentSession.get().eval(code);
    }

    /** The kernel, for code that registers renderers or extends the class path. */
    public static KernelInstance getKernelInstance() {
        return new KernelInstance(CurrentSession.get());
    }

    private static Renderer renderer() {
        return CurrentSession.get().renderer();
    }

    private static String shown(DisplayData data) {
        String id =
                data.hasDisplayId() ? data.getDisplayId() : UUID.randomUUID().toString();
        CurrentSession.get().display(data, id);
        return id;
    }
}
