package org.ridgeless.kernel.magics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What notebooks and libraries made for IJava call. */
class IJavaNamesTest {
    private static TestCell cell;

    @BeforeAll
    static void start() {
        cell = new TestCell();
    }

    @AfterAll
    static void stop() {
        cell.close();
    }

    @Test
    void aNotebookRegistersTheMagicsOfAClass() {
        cell.run("import io.github.spencerpark.ijava.IJava;\n"
                + "import io.github.spencerpark.jupyter.kernel.magic.common.Shell;\n"
                + "IJava.getKernelInstance().getMagics().registerMagics(Shell.class);");
        assertThat(cell.last().error()).isEmpty();
        assertThat(cell.value("List<String> lines = %sh echo again\nlines")).contains("again");
    }

    @Test
    void annotatedMethodsOfACellAreMagics() {
        cell.run("import io.github.spencerpark.jupyter.kernel.magic.registry.*;\n"
                + "public class Mine {\n"
                + "  @LineMagic public static String twice(List<String> words) { return String.join(\" \", words) + \"!\"; }\n"
                + "  @CellMagic(aliases = \"shout\") public static void loud(List<String> words, String body) {"
                + " System.out.println(body.toUpperCase()); }\n"
                + "}\n"
                + "getKernelInstance().getMagics().registerMagics(Mine.class);");
        assertThat(cell.last().error()).isEmpty();
        assertThat(cell.value("String said = %twice a \"b c\"\nsaid")).isEqualTo("a b c!");
        assertThat(cell.run("%%shout\nhello")).isEqualTo("HELLO\n");
        assertThat(cell.value("%loud")).contains("%loud takes the whole cell; write %%loud");
    }

    @Test
    void aCellMayUseTheMagicThatItRegisters() {
        assertThat(cell.run("getKernelInstance().getMagics().registerLineMagic(\"now\","
                        + " words -> { System.out.println(\"called with \" + words); return null; });\n%now 1 2"))
                .isEqualTo("called with [1, 2]\n");
    }

    @Test
    void theKernelsOwnMagicsAreCalledThroughTheSameRegistry() {
        cell.run("%env RIDGELESS_REGISTRY=7");
        assertThat(cell.run(
                        "getKernelInstance().getMagics().applyLineMagic(\"env\", List.of(\"RIDGELESS_REGISTRY\"));"))
                .contains("7");
        assertThat(cell.value("getKernelInstance().getMagics().applyLineMagic(\"none\", List.of())"))
                .contains("UndefinedMagicException");
    }

    @Test
    void librariesFindTheFunctionsOfCellsUnderTheirOldNames() {
        assertThat(cell.value("io.github.spencerpark.ijava.runtime.Kernel.eval(\"6 * 7\")"))
                .isEqualTo("42");
        assertThat(cell.value("io.github.spencerpark.ijava.runtime.Display.render(5, \"text/plain\")"))
                .contains("5");
        assertThat(cell.value("io.github.spencerpark.ijava.runtime.Kernel.getKernelInstance().evalRaw(\"1 + 1\")"))
                .isEqualTo("2");
        cell.run("io.github.spencerpark.ijava.runtime.Magics.lineMagic(\"env\", List.of(\"RIDGELESS_OLD=9\"));");
        assertThat(cell.last().error()).isEmpty();
    }

    @Test
    void previewFeaturesStayOffWhereJavaWasStartedWithoutThem() {
        Map<String, String> environment = Map.of("IJAVA_COMPILER_OPTS", "-Xlint --enable-preview");
        assertThat(StandardShell.options(environment).preview()).isFalse();
        assertThat(StandardShell.options(environment).compilerOptions()).contains("-Xlint");
    }
}
