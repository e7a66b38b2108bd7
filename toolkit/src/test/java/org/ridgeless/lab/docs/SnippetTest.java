package org.ridgeless.lab.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ridgeless.kernel.source.JavadocSnippet;

/** Every example in a documentation comment is cut from a test that runs, and shows what this test has checked. */
class SnippetTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final Path EXAMPLES = Path.of("src/test/java/org/ridgeless/examples");
    private static final Pattern TAG = Pattern.compile("\\{@snippet[^}]*}");
    private static final Pattern START = Pattern.compile("(?m)^ *// @start region=\"([\\w-]+)\"$");
    private static final Pattern MARKUP = Pattern.compile("//\\s*@(\\w+)");
    private static final int LINES = 16;

    /** The comments' examples as "file#region", each with the sources that have it. */
    private static final Map<String, List<String>> REFERENCES = new HashMap<>();

    /** The tests' regions as "file#region", each with the text of the test method around it. */
    private static final Map<String, String> REGIONS = new HashMap<>();

    @BeforeAll
    static void read() throws IOException {
        for (Path source : sources(MAIN)) {
            Matcher tag = TAG.matcher(Files.readString(source));
            while (tag.find()) {
                JavadocSnippet snippet = JavadocSnippet.parse(tag.group());
                assertThat(snippet.attributes()).as(source + ": " + tag.group()).containsOnlyKeys("file", "region");
                REFERENCES
                        .computeIfAbsent(name(snippet.attributes()), name -> new ArrayList<>())
                        .add(source.toString());
            }
        }
        for (Path source : sources(EXAMPLES)) {
            for (String test : tests(source)) {
                Matcher start = START.matcher(test);
                while (start.find()) {
                    String before = REGIONS.put(source.getFileName() + "#" + start.group(1), test);
                    assertThat(before)
                            .as(source + " has two of " + start.group(1))
                            .isNull();
                }
            }
        }
    }

    private static String name(Map<String, String> attributes) {
        return attributes.get("file") + "#" + attributes.get("region");
    }

    @Test
    void everyExampleIsInATestAndEveryRegionOfATestIsAnExample() {
        assertThat(REFERENCES.keySet()).isEqualTo(REGIONS.keySet());
        assertThat(REFERENCES).hasSizeGreaterThanOrEqualTo(70);
    }

    @Test
    void everyFileOfExamplesIsRunWithTheTests() throws IOException {
        for (Path source : sources(EXAMPLES)) {
            assertThat(source.getFileName().toString())
                    .as("a name that Surefire takes")
                    .endsWith("Test.java");
            String text = Files.readString(source);
            assertThat(text).doesNotContain("@Disabled", "@Tag", "@Nested", "abstract class");
            assertThat(START.matcher(text).results().count())
                    .as(source + " has regions outside of its tests")
                    .isEqualTo(tests(source).stream()
                            .mapToLong(test -> START.matcher(test).results().count())
                            .sum());
        }
    }

    /** Of the markup of JEP 413 these two are enough, so that the page is the same by any JDK. */
    @Test
    void regionsAreTheOnlyMarkup() throws IOException {
        for (Path source : sources(EXAMPLES)) {
            assertThat(MARKUP.matcher(Files.readString(source)).results().map(markup -> markup.group(1)))
                    .as(source.toString())
                    .containsOnly("start", "end");
        }
    }

    @Test
    void anExampleIsShortAndItsValuesAreCompared() {
        REGIONS.forEach((name, test) -> {
            String region = name.substring(name.indexOf('#') + 1);
            String code = new JavadocSnippet(Map.of("file", name.substring(0, name.indexOf('#')), "region", region), "")
                    .code(Shown::text);
            assertThat(code.lines().count()).as(name).isBetween(2L, (long) LINES);
            if (!Shown.values(code).isEmpty()) {
                assertThat(test).as(name).contains("Shown.in(\"" + region + "\", ");
            }
        });
    }

    /** The text of each method that JUnit runs. */
    private static List<String> tests(Path source) throws IOException {
        String text = Files.readString(source);
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, problem -> {}, List.of("-proc:none"), null, files.getJavaFileObjects(source));
            CompilationUnitTree unit = task.parse().iterator().next();
            SourcePositions places = Trees.instance(task).getSourcePositions();
            List<String> tests = new ArrayList<>();
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitMethod(MethodTree method, Void nothing) {
                    Set<String> annotations = new TreeSet<>();
                    method.getModifiers()
                            .getAnnotations()
                            .forEach(one ->
                                    annotations.add(one.getAnnotationType().toString()));
                    if (annotations.contains("Test")) {
                        tests.add(text.substring((int) places.getStartPosition(unit, method), (int)
                                places.getEndPosition(unit, method)));
                    }
                    return null;
                }
            }.scan(unit, null);
            return tests;
        }
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
