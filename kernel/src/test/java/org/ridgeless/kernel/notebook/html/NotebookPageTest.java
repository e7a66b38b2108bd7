package org.ridgeless.kernel.notebook.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.kernel.notebook.Notebook;
import org.ridgeless.kernel.notebook.Notebooks;

class NotebookPageTest {
    @TempDir
    Path folder;

    private String page(JsonObject... cells) throws Exception {
        Path file = Notebooks.write(folder.resolve("n.ipynb"), cells);
        String page = NotebookPage.of(Notebook.read(file), "n", folder);
        return page.substring(page.indexOf("<main>") + "<main>".length(), page.indexOf("</main>"));
    }

    private static JsonObject codeWith(String output) {
        JsonObject cell = Notebooks.code("1");
        cell.getAsJsonArray("outputs").add(JsonParser.parseString(output));
        return cell;
    }

    @Test
    void theStructureOfAPageIsStable() throws Exception {
        assertThat(page(
                        Notebooks.text("# Title\n\nSome *text*."),
                        codeWith("{\"output_type\":\"stream\",\"name\":\"stdout\",\"text\":\"a < b\\n\"}")))
                .isEqualTo("""

                        <section class="text">
                        <h1 id="Title">Title</h1>
                        <p>Some <em>text</em>.</p>
                        </section>
                        <section class="code" id="cell-2">
                        <div class="source"><span class="prompt"></span><pre><code><span class="number">1</span></code></pre></div>
                        <div class="output"><pre class="stream stdout">a &lt; b
                        </pre>
                        </div>
                        </section>
                        """);
    }

    /** What a browser shows of these rules is seen by the test of the gallery, whose pages have the same style. */
    @Test
    void aPageReadsOnAPhoneAndOnPaper() {
        String css = NotebookPage.styleSheet();
        assertThat(css).as("a number in the corner covers code").doesNotContain("position: absolute");
        assertThat(css).as("light ink on white paper").contains("@media screen and (prefers-color-scheme: dark)");
        assertThat(css).contains(".verdict td[data-label]::before", "@media print");
    }

    @Test
    void nothingIsLoadedFromAnywhere() throws Exception {
        Files.write(folder.resolve("p.png"), new byte[] {1, 2, 3});
        String page = page(
                Notebooks.text("![a](p.png) $x$"),
                codeWith("{\"output_type\":\"display_data\",\"metadata\":{\"image/png\":{\"width\":30,\"height\":20}},"
                        + "\"data\":{\"image/png\":\"AQID\",\"text/plain\":\"a \\\"figure\\\"\"}}"));
        assertThat(page)
                .contains("<img src=\"data:image/png;base64,AQID\" alt=\"a\"")
                .contains("alt=\"a &quot;figure&quot;\" width=\"30\" height=\"20\"")
                .doesNotContain("<script")
                .doesNotContainPattern(Pattern.compile("(src|href)=\"(?!data:|#)"));
    }

    @Test
    void formulasAreMathmlAndDollarsInCodeAndInPricesAreDollars() throws Exception {
        String page = page(Notebooks.text(
                "$a_1 * b_2 * c$ costs $5 to $9, `$HOME`, \\$3 and\n\n$$\nx\n= y\n$$\n\n" + "```\n$not$\n```\n"));
        assertThat(page).contains("<math><semantics>").contains("<math display=\"block\">");
        assertThat(page.split("<math", -1)).hasSize(3);
        assertThat(page)
                .contains("costs $5 to $9, <code>$HOME</code>, $3 and")
                .contains("$not$")
                .doesNotContain("<em>");
    }

    @Test
    void theRichestRepresentationThatNeedsNoScriptIsShown() throws Exception {
        assertThat(page(codeWith("{\"output_type\":\"execute_result\",\"metadata\":{},\"execution_count\":1,\"data\":"
                        + "{\"text/plain\":\"plain\",\"text/html\":[\"<b>\",\"rich</b>\"],"
                        + "\"application/vnd.vegalite.v5+json\":{}}}")))
                .contains("<div class=\"rich\"><b>rich</b></div>")
                .doesNotContain("plain");
        assertThat(page(codeWith("{\"output_type\":\"execute_result\",\"metadata\":{},\"execution_count\":1,\"data\":"
                        + "{\"text/plain\":\"plain\",\"text/latex\":\"\\\\alpha\"}}")))
                .contains("<mi>α</mi>");
    }

    @Test
    void coloursOfErrorsBecomeClassesAndProgressLinesOverwriteThemselves() throws Exception {
        assertThat(page(codeWith("{\"output_type\":\"error\",\"ename\":\"E\",\"evalue\":\"v\","
                        + "\"traceback\":[\"\\u001b[1;31mE\\u001b[0m: <v>\"]}")))
                .contains("<pre class=\"error\"><span class=\"ansi-bold ansi-1\">E</span>: &lt;v&gt;</pre>");
        assertThat(page(codeWith("{\"output_type\":\"stream\",\"name\":\"stderr\",\"text\":\"10%\\r20%\\r\\nend\"}")))
                .contains("20%\nend")
                .doesNotContain("10%");
        assertThat(page(codeWith(
                        "{\"output_type\":\"stream\",\"name\":\"stdout\",\"text\":\"\\u001b[99999999999mhuge\"}")))
                .contains("huge");
    }

    @Test
    void attachmentsAreEmbedded() throws Exception {
        JsonObject cell = Notebooks.text("![p](attachment:a.png)");
        cell.add("attachments", JsonParser.parseString("{\"a.png\":{\"image/png\":\"QUJD\"}}"));
        assertThat(page(cell)).contains("src=\"data:image/png;base64,QUJD\"");
    }

    @Test
    void javaIsColoured() {
        assertThat(JavaColours.html("var s = \"a // b\"; // c"))
                .isEqualTo("<span class=\"keyword\">var</span> s = <span class=\"string\">&quot;a // b&quot;</span>; "
                        + "<span class=\"comment\">// c</span>");
    }

    @Test
    void punctuationStaysWithItsFormula() throws Exception {
        assertThat(page(Notebooks.text("With $x$, and $y$ too; $$z$$.")))
                .contains("<span style=\"white-space:nowrap\"><math>")
                .contains("</math>,</span> and <math>")
                .contains("</math> too")
                .contains("</math>.</p>");
    }
}
