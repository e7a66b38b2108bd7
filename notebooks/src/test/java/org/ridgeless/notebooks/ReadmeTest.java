package org.ridgeless.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the front page says is true: its code runs, and its links lead somewhere. */
class ReadmeTest {

    private static final Path README = NotebookFile.FOLDER.toAbsolutePath().resolveSibling("README.md");
    private static final Pattern JAVA = Pattern.compile("^```java\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)");

    @Test
    @Tag("slow")
    void theCodeRunsInANotebookAndShowsAPicture() throws IOException {
        var cells = new JsonArray();
        JAVA.matcher(Files.readString(README))
                .results()
                .map(MatchResult::group)
                .map(block -> block.substring(block.indexOf('\n') + 1, block.length() - 3))
                .forEach(block -> cells.add(cell("block-" + cells.size(), block)));
        assertThat(cells).hasSize(3);

        NotebookFile result = Execution.run(notebook(cells));
        assertThat(result.codeCells())
                .allSatisfy(cell -> assertThat(Execution.error(cell)).isEmpty());
        assertThat(result.codeCells().get(0).outputs())
                .anyMatch(output -> output.getAsJsonObject("data").has("image/png"));
        assertThat(result.codeCells().get(1).outputs())
                .allMatch(output -> output.getAsJsonObject("data")
                        .get("text/plain")
                        .toString()
                        .contains("Double descent in the condition number"));
        assertThat(result.codeCells().get(2).outputs().toString()).contains("lets through: PASS", "image/png");
    }

    /** Figure and verdict one below the other: a front end shows one form of an output, and the figure is stored once. */
    @Test
    void aResultShowsItsFigureAndItsVerdict() {
        var cells = new JsonArray();
        cells.add(cell("run", "ConditionNumber.study().size(Size.TINY).run()"));
        List<JsonObject> shown =
                Execution.run(notebook(cells)).codeCells().get(0).outputs();
        assertThat(shown)
                .extracting(output -> output.get("output_type").getAsString())
                .containsExactly("display_data", "execute_result");
        assertThat(shown.get(0).getAsJsonObject("data").keySet()).containsOnly("image/png", "text/plain");
        assertThat(shown.get(1).getAsJsonObject("data").keySet()).containsOnly("text/html", "text/plain");
        assertThat(shown.get(1).toString()).doesNotContain("<img").contains("accepted");
    }

    @Test
    void theLinksWithinTheRepositoryLeadSomewhere() throws IOException {
        List<String> links = LINK.matcher(Files.readString(README))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(links)
                .hasSizeGreaterThan(5)
                .allSatisfy(link -> assertThat(README.resolveSibling(link)).exists());
    }

    @Test
    void everyNotebookIsOnTheFrontPage() throws IOException {
        String readme = Files.readString(README);
        assertThat(NotebookFile.all())
                .extracting(NotebookFile::name)
                .allSatisfy(name -> assertThat(readme).contains(name));
    }

    private static JsonObject cell(String id, String source) {
        var cell = new JsonObject();
        cell.addProperty("cell_type", "code");
        cell.addProperty("id", id);
        cell.add("metadata", new JsonObject());
        cell.add("outputs", new JsonArray());
        cell.add("execution_count", null);
        cell.addProperty("source", source);
        return cell;
    }

    private static JsonObject notebook(JsonArray cells) {
        var notebook = new JsonObject();
        notebook.addProperty("nbformat", 4);
        notebook.addProperty("nbformat_minor", 5);
        notebook.add("metadata", new JsonObject());
        notebook.add("cells", cells);
        return notebook;
    }
}
