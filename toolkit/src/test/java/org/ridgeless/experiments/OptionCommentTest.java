package org.ridgeless.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.ridgeless.study.Option;

/** The comment of a method that sets an option, which a notebook shows, is what the command line says of the option. */
class OptionCommentTest {
    private static final Path SOURCES = Path.of("src/main/java/org/ridgeless/experiments");

    @Test
    void methodsAndOptionsAreDescribedInTheSameWords() throws Exception {
        Map<String, String> comments = new TreeMap<>();
        Map<String, String> descriptions = new TreeMap<>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> files =
                        Files.walk(SOURCES).filter(file -> file.toString().endsWith(".java"));
                var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files.toList()));
            DocTrees trees = DocTrees.instance(task);
            for (var unit : task.parse()) {
                String experiment = unit.getPackageName() + "."
                        + Path.of(unit.getSourceFile().getName())
                                .getFileName()
                                .toString()
                                .replace(".java", "");
                new TreePathScanner<Void, Void>() {
                    @Override
                    public Void visitMethod(MethodTree method, Void nothing) {
                        String option = option(method);
                        if (option != null) {
                            String key = experiment + "." + method.getName();
                            String comment = trees.getDocComment(getCurrentPath());
                            comments.put(key, comment == null ? "" : plain(comment));
                            descriptions.put(key, description(experiment, option));
                        }
                        return null;
                    }
                }.scan(unit, null);
            }
        }
        assertThat(comments).hasSizeGreaterThan(200);
        comments.entrySet().removeIf(entry -> entry.getValue().equals(descriptions.get(entry.getKey())));
        descriptions.keySet().retainAll(comments.keySet());
        assertThat(comments).isEqualTo(descriptions);
    }

    /** The constant that a method {@code return with(OPTION, value)} sets, or null. */
    private static String option(MethodTree method) {
        return method.getBody() != null
                        && method.getBody().getStatements().size() == 1
                        && method.getBody().getStatements().get(0) instanceof ReturnTree result
                        && result.getExpression() instanceof MethodInvocationTree call
                        && call.getMethodSelect().toString().equals("with")
                ? call.getArguments().get(0).toString()
                : null;
    }

    private static String plain(String comment) {
        return comment.strip()
                .replaceAll("\\s+", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private static String description(String experiment, String option) {
        try {
            var field = Class.forName(experiment).getDeclaredField(option);
            field.setAccessible(true);
            String described = ((Option<?>) field.get(null)).describe();
            String words = described.substring(described.indexOf(": ") + 2);
            return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
