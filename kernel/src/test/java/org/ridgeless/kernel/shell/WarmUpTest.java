package org.ridgeless.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.ridgeless.kernel.cell.MimeBundle;
import org.ridgeless.kernel.extension.KernelExtension;
import org.ridgeless.kernel.extension.KernelSession;

/** What a kernel does before its first cell ends when that comes, and cells do not see it. */
class WarmUpTest {
    private final WarmUp warmUp = new WarmUp();
    private final List<String> done = new ArrayList<>();

    @Test
    void runsItsStepsAndThenThoseOfExtensions() throws InterruptedException {
        warmUp.add(extension(wanted -> done.add(wanted.getAsBoolean() ? "extension" : "too late")));
        warmUp.run(List.of(i -> done.add("step")), 0);
        assertThat(done)
                .containsSubsequence("step", "step", "extension")
                .filteredOn("extension"::equals)
                .hasSize(1);
    }

    @Test
    void leavesOutWhatIsLeftWhenTheFirstCellComes() throws InterruptedException {
        warmUp.add(extension(wanted -> {
            warmUp.end();
            done.add("wanted: " + wanted.getAsBoolean());
        }));
        warmUp.add(extension(wanted -> done.add("another extension")));
        warmUp.run(List.of(i -> done.add("step")), 0);
        assertThat(done).endsWith("wanted: false").doesNotContain("another extension");
    }

    @Test
    void doesNotBeginWhereACellHasComeAlready() throws InterruptedException {
        warmUp.end();
        warmUp.run(List.of(i -> done.add("step")), Long.MAX_VALUE);
        assertThat(done).isEmpty();
    }

    @Test
    void passesOverWhatFails() throws InterruptedException {
        warmUp.add(extension(wanted -> {
            throw new NoClassDefFoundError("of a broken extension");
        }));
        warmUp.add(extension(wanted -> done.add("the next one")));
        warmUp.run(List.of(), 0);
        assertThat(done).containsExactly("the next one");
    }

    @Test
    void leavesNoTraceForCells() throws InterruptedException {
        List<MimeBundle> shown = new ArrayList<>();
        try (JavaShell shell = JavaShell.start(ShellOptions.defaults())) {
            shell.warmUp(0, shown::add);
            assertThat(shown)
                    .extracting(MimeBundle::plainText)
                    .startsWith("42", "43")
                    .doesNotHaveDuplicates();
            assertThat(shell.variables()).isEmpty();
            assertThat(shell.values()).isEmpty();
            assertThat(shell.session().declarations("list")).isEmpty();
            assertThat(shell.session().usedImports()).isEmpty();
            RecordedOutput output = new RecordedOutput();
            assertThat(shell.evaluate("6 * 7", output).result().map(MimeBundle::plainText))
                    .contains("42");
            assertThat(shell.evaluate("$1 + 1", output).result().map(MimeBundle::plainText))
                    .contains("43");
            assertThat(output.out.toString() + output.err).isEmpty();
            assertThat(shell.evaluate("int numbers = 1, sum = 2; numbers + sum", output)
                            .number())
                    .isEqualTo(3);
        }
    }

    private static KernelExtension extension(java.util.function.Consumer<BooleanSupplier> warmUp) {
        return new KernelExtension() {
            @Override
            public void install(KernelSession session) {
                // Nothing to install.
            }

            @Override
            public void warmUp(BooleanSupplier wanted) {
                warmUp.accept(wanted);
            }
        };
    }
}
