package org.ridgeless.kernel.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel reads inside the JDK is still there: seen on JDK 17.0.15 and 25.0.3. */
class JdkCanaryTest {

    private static final String HERE = "on JDK " + Runtime.version();

    @Test
    void theCompilersOfJShellAreFound() {
        JdkInternals internals = JdkInternals.open().orElseThrow();
        try (JShell jshell = JShell.builder().executionEngine("local").build()) {
            jshell.eval("int x = 1;");
            Optional<Object> contexts = internals
                    .value(jshell, "taskFactory")
                    .flatMap(factory -> internals.value(factory, "javacTaskPool"))
                    .flatMap(pool -> internals.value(pool, "options2Contexts"));
            assertThat(contexts).as(HERE).get().isInstanceOf(Map.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"diagnostics", "syntheticDiags"})
    void theDiagnosticsOfASnippetAreFound(String list) {
        JdkInternals internals = JdkInternals.open().orElseThrow();
        try (JShell jshell = JShell.builder().executionEngine("local").build()) {
            Snippet wrong = jshell.eval("int x = \"a\";").get(0).snippet();
            assertThat(internals.value(wrong, list)).as(HERE).get().isInstanceOf(List.class);
        }
    }

    @Test
    void javacKeepsItsNotesWhereTheyAreLookedFor() throws ReflectiveOperationException {
        Class<?> keeper = Class.forName("com.sun.tools.javac.comp.ArgumentAttr");
        assertThat(keeper.getDeclaredField("argumentTypeCache").getType())
                .as(HERE)
                .isAssignableTo(Map.class);
    }
}
