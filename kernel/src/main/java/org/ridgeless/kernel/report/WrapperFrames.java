package org.ridgeless.kernel.report;

import java.util.Optional;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;
import org.ridgeless.kernel.interrupt.Stragglers;
import org.ridgeless.kernel.source.ClassNames;

/** Finds the snippet of a stack frame by the class that JShell wrapped around it, for frames that JShell did not see. */
public final class WrapperFrames {

    private final JShell jshell;
    private final SourceCodeAnalysis analysis;

    public WrapperFrames(JShell jshell) {
        this.jshell = jshell;
        this.analysis = jshell.sourceCodeAnalysis();
    }

    /** The frame with the snippet for its file and the line within the snippet. */
    Optional<StackTraceElement> translate(StackTraceElement frame) {
        if (!Stragglers.isCellCode(frame)) {
            return Optional.empty();
        }
        String outer = outermost(frame.getClassName());
        return jshell.snippets()
                .filter(snippet -> jshell.status(snippet).isActive() && isIn(outer, snippet))
                .map(snippet -> translate(frame, snippet))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** What is in a class of cells, also while JShell loads it. */
    public Optional<Snippet> snippet(String className) {
        String outer = outermost(className);
        return jshell.snippets().filter(snippet -> isIn(outer, snippet)).reduce((earlier, later) -> later);
    }

    private boolean isIn(String outer, Snippet snippet) {
        SnippetWrapper wrapper = analysis.wrapper(snippet);
        return wrapper != null && outer.equals(wrapper.fullClassName());
    }

    /** The frame of a snippet with the line within it. */
    public Optional<StackTraceElement> translate(StackTraceElement frame, Snippet snippet) {
        SnippetWrapper wrapper = analysis.wrapper(snippet);
        int position = wrapper.wrappedToSourcePosition(codeOfLine(wrapper.wrapped(), frame.getLineNumber()));
        if (position < 0 || position > snippet.source().length()) {
            return Optional.empty();
        }
        int line = (int) snippet.source()
                .substring(0, position)
                .chars()
                .filter(c -> c == '\n')
                .count();
        String method = frame.getMethodName().equals("do_it$") ? "" : frame.getMethodName();
        return Optional.of(
                new StackTraceElement(ClassNames.readable(frame.getClassName()), method, "#" + snippet.id(), line + 1));
    }

    /** {@code REPL.$JShell$12$Foo} is inside {@code REPL.$JShell$12}. */
    private static String outermost(String className) {
        int inner = className.indexOf('$', "REPL.$JShell$".length());
        return inner < 0 ? className : className.substring(0, inner);
    }

    private static int codeOfLine(String source, int line) {
        int position = 0;
        for (int i = 1; i < line; i++) {
            position = source.indexOf('\n', position) + 1;
        }
        while (position < source.length() && source.charAt(position) == ' ') {
            position++;
        }
        return position;
    }
}
