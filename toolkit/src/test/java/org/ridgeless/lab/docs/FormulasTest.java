package org.ridgeless.lab.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormulasTest {
    private static final Pattern COMMENT = Pattern.compile("/\\*\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern FORMULA =
            Pattern.compile("\\\\\\(.+?\\\\\\)|(?<!\\\\)\\\\\\[.+?\\\\]", Pattern.DOTALL);

    @Test
    void formulasBecomeMathMlAndEntitiesInThemAreRead() {
        assertThat(Formulas.render("<p>Let \\(a &lt; b\\), then \\[x_1 &amp; y\\]."))
                .contains("<p>Let <math><semantics>", "<mo>&lt;</mo>", "</math>, then <math display=\"block\">")
                .doesNotContain("\\(", "\\[");
    }

    @Test
    void codeAndAttributesStay() {
        String html = "<pre>\\(a\\)</pre> <code class=\"x\">\\(b\\)</code> <a title=\"\\(c\\)\">d</a>";
        assertThat(Formulas.render(html)).isEqualTo(html);
    }

    @Test
    void allPagesOfAFolderAreRendered(@TempDir Path folder) throws IOException {
        Path page =
                Files.writeString(Files.createDirectories(folder.resolve("a/b")).resolve("c.html"), "\\(\\lambda\\)");
        Path script = Files.writeString(folder.resolve("search.js"), "\\(\\lambda\\)");
        Formulas.main(folder.toString());
        assertThat(page).content().contains("<mi>λ</mi>");
        assertThat(script).hasContent("\\(\\lambda\\)");
        assertThatThrownBy(Formulas::main).hasMessage("takes the folder of the pages, got []");
    }

    /**
     * A command outside the subset that the renderer reads would be shown as its own name; and javadoc, which reads HTML, stops at
     * a bare &lt; or &amp;: in a formula they are written {@code \\lt} and {@code &amp;amp;}.
     */
    @Test
    void everyFormulaInTheSourcesCanBeRendered() throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        int formulas = 0;
        for (Path source : sources) {
            for (String formula : formulas(Files.readString(source))) {
                formulas++;
                String shown = Formulas.render(formula).replaceAll("(?s)<annotation.*?</annotation>", "");
                assertThat(shown).as("%s: %s", source, formula).doesNotContain("\\");
                assertThat(formula).as(source.toString()).doesNotContainPattern("<|&(?!\\w+;)");
            }
        }
        assertThat(formulas).isGreaterThan(200);
    }

    private static List<String> formulas(String source) {
        return COMMENT.matcher(source)
                .results()
                .map(comment -> comment.group().replaceAll("\\n\\s*\\* ?", "\n"))
                .flatMap(comment -> FORMULA.matcher(comment).results())
                .map(MatchResult::group)
                .toList();
    }
}
