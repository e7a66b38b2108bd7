package org.ridgeless;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * The messages of errors have one form: "a layer has at least 1 unit, got 0". They say what is accepted and then the value;
 * they begin in lower case and have no full stop, for they stand behind the name of an exception or in another message.
 */
class MessageTest {
    private static final Path TOOLKIT = Path.of("src/main/java");
    private static final Path KERNEL = Path.of("../kernel/src/main/java");

    /** Capital words at the start that are names. Those of more than one capital, as SGD, need not be here. */
    private static final Set<String> NAMES =
            Set.of("Adam", "Java", "Kronecker", "Lanczos", "Langevin", "Maronna", "Maven", "Newton", "Tyler");

    private static final Pattern WORD = Pattern.compile("^(\\p{Lu}\\p{Ll}*)(?=[ ,':])");

    @Test
    void theMessagesOfTheToolkitHaveOneForm() {
        assertThat(faults(TOOLKIT)).isEmpty();
    }

    @Test
    void theMessagesOfTheKernelHaveOneForm() {
        assertThat(faults(KERNEL)).isEmpty();
    }

    @Test
    void eachFaultIsSeen() {
        assertThat(fault("The width is at least 1, got ", "0")).contains("begins with a capital");
        assertThat(fault("A")).isEmpty();
        assertThat(fault("Newton's method diverged")).isEmpty();
        assertThat(fault("SGD needs a batch")).isEmpty();
        assertThat(fault("there is no folder.")).contains("ends with a full stop");
        assertThat(fault("a width is at least 1, not ", "0")).contains("says \"not\" for \"got\"");
        assertThat(fault("a width is at least 1, got ", "0")).isEmpty();
    }

    private static List<String> faults(Path sources) {
        List<String> faults = new ArrayList<>();
        for (CompilationUnitTree unit : parsed(sources)) {
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitNewClass(NewClassTree made, Void nothing) {
                    String type = made.getIdentifier().toString();
                    if (type.endsWith("Exception") || type.endsWith("Error")) {
                        made.getArguments().stream()
                                .filter(argument -> argument instanceof BinaryTree || argument instanceof LiteralTree)
                                .limit(1)
                                .map(MessageTest::literals)
                                .forEach(literals -> fault(literals.toArray(String[]::new))
                                        .ifPresent(fault -> faults.add(unit.getSourceFile()
                                                        .getName() + " " + fault + ": " + String.join("…", literals))));
                    }
                    return super.visitNewClass(made, nothing);
                }
            }.scan(unit, null);
        }
        return faults;
    }

    private static Optional<String> fault(String... literals) {
        var first = WORD.matcher(literals[0]);
        if (first.find() && !NAMES.contains(first.group(1))) {
            return Optional.of("begins with a capital");
        }
        if (literals[literals.length - 1].endsWith(".")) {
            return Optional.of("ends with a full stop");
        }
        for (int i = 0; i + 1 < literals.length; i++) {
            if (literals[i].endsWith(", not ") || literals[i].endsWith(", not \"")) {
                return Optional.of("says \"not\" for \"got\"");
            }
        }
        return Optional.empty();
    }

    /** The text of a message in order, with an empty string for what is computed. */
    private static List<String> literals(ExpressionTree message) {
        if (message instanceof BinaryTree sum) {
            List<String> parts = new ArrayList<>(literals(sum.getLeftOperand()));
            parts.addAll(literals(sum.getRightOperand()));
            return parts;
        }
        return List.of(message instanceof LiteralTree literal && literal.getValue() instanceof String text ? text : "");
    }

    private static Iterable<? extends CompilationUnitTree> parsed(Path sources) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> files = Files.walk(sources);
                var manager = compiler.getStandardFileManager(null, null, null)) {
            List<Path> java =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(java).isNotEmpty();
            var task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(java));
            return task.parse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
