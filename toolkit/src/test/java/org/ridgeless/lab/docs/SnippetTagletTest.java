package org.ridgeless.lab.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of an example by the running JDK: by the taglet up to 17, by {@code javadoc} itself afterwards. */
class SnippetTagletTest {
    @TempDir
    private Path folder;

    private final StringWriter messages = new StringWriter();

    private int javadoc(String comment) throws IOException {
        Path source = folder.resolve("Sample.java");
        Files.writeString(source, "/** " + comment + " */\npublic class Sample {}\n");
        List<String> options = new ArrayList<>(List.of("-d", folder.toString(), "-quiet", "-Xdoclint:all,-missing"));
        options.addAll(Reference.examples(Path.of("src/test/java/org/ridgeless/examples")));
        options.add(source.toString());
        PrintWriter out = new PrintWriter(messages);
        return ToolProvider.findFirst("javadoc").orElseThrow().run(out, out, options.toArray(String[]::new));
    }

    @Test
    void anExampleIsShownAsCode() throws IOException {
        assertThat(javadoc("A sample. {@snippet file=\"LossesTest.java\" region=\"margin\"}"))
                .as(messages.toString())
                .isZero();
        assertThat(folder.resolve("Sample.html"))
                .content()
                .contains("<code class=\"language-java\">")
                .contains("m -&gt; m.sigmoid().minus(1).square()")
                .doesNotContain("@snippet", "@start");
    }

    @Test
    void anExampleThatIsNotThereIsAnError() throws IOException {
        assertThat(javadoc("A sample. {@snippet file=\"LossesTest.java\" region=\"none\"}"))
                .isNotZero();
        assertThat(messages.toString()).contains("Sample.java:1").contains("none");
    }
}
