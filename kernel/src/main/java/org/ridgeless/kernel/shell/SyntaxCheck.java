package org.ridgeless.kernel.shell;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Whether a piece of code is well formed, whatever its names mean; semicolons may be missing at line ends. */
final class SyntaxCheck {

    private record Frame(String before, String after) {}

    /** Where the code may stand: in a method, in a class, or at the top of a file. */
    private static final List<Frame> FRAMES =
            List.of(new Frame("class $ {{ ", "\n;}}"), new Frame("class $ { ", "\n}"), new Frame("", ""));

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

    boolean isWellFormed(String source) {
        return FRAMES.stream().anyMatch(frame -> parses(frame, source));
    }

    private boolean parses(Frame frame, String source) {
        String text = frame.before() + source + frame.after();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        JavacTask task = (JavacTask)
                compiler.getTask(null, null, diagnostics, List.of("-proc:none"), null, List.of(new Source(text)));
        try {
            task.parse();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .allMatch(diagnostic -> isForgiven(diagnostic, text));
    }

    /** A cell may end lines without semicolons, and may consist of bare expressions. */
    private static boolean isForgiven(Diagnostic<?> diagnostic, String text) {
        boolean semicolon = diagnostic.getMessage(Locale.ENGLISH).contains("';'")
                && MissingSemicolons.isLineEnd(text, (int) diagnostic.getPosition());
        return semicolon || diagnostic.getCode().equals("compiler.err.not.stmt");
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String text) {
            super(URI.create("string:///Cell.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
