package org.ridgeless.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A number in the text of a notebook is one that a cell beside it computes or sets. */
class ProseTest {

    @TestFactory
    Stream<DynamicTest> everyNumberInTheTextIsWrittenByACell() {
        return Stream.of(NotebookFile.course(), NotebookFile.questions())
                .flatMap(List::stream)
                .map(notebook -> dynamicTest(
                        notebook.name(),
                        () -> assertThat(Prose.unwritten(notebook)).isEmpty()));
    }

    @Test
    void anAlteredNumberIsFound() {
        assertThat(unwritten("**Figure 1.** The slope is 1.23, of 1,200 draws."))
                .isEmpty();
        assertThat(unwritten("**Figure 1.** The slope is 1.24, of 1,200 draws."))
                .singleElement()
                .asString()
                .startsWith("caption: 1.24 in ");
        assertThat(unwritten("The slope is $1.2$.")).isEmpty();
        assertThat(unwritten("The slope is $1.3$.")).hasSize(1);
        assertThat(unwritten("The slope is 1.234.")).hasSize(1);
        assertThat(unwritten("It was measured in 1,201 draws.")).hasSize(1);
        assertThat(unwritten("In 123.17 % of them.")).isEmpty();
        assertThat(unwritten("In 124.17 % of them.")).hasSize(1);
    }

    @Test
    void labelsAndCitationsAreNoResults() {
        assertThat(
                        unwritten(
                                "**Figure 17.** Claims 8 and 9 ([Edelman 1988](https://doi.org/10.1016/0370(91)9-4)), see Theorem 4 (NIPS 2008), $7 x^2$."))
                .isEmpty();
    }

    /** One alteration of each caption that names a result: the last digit, up by three. */
    @Test
    void anAlteredResultOfACommittedNotebookIsFound() {
        NotebookFile first = NotebookFile.course().get(0);
        JsonObject copy = first.json().deepCopy();
        var altered = new NotebookFile(first.path(), copy);
        for (NotebookFile.Cell cell : altered.cells()) {
            if (!cell.isCode()) {
                cell.json()
                        .addProperty(
                                "source", cell.source().replace("5.83", "5.86").replace("3.671", "3.674"));
            }
        }
        assertThat(Prose.unwritten(altered)).hasSize(2);
    }

    private static List<String> unwritten(String caption) {
        var cells = new JsonArray();
        cells.add(cell("code", "measured", "sweep.trials(1_200).run()"));
        JsonObject text = cell("markdown", "caption", caption);
        cells.add(text);
        var output = new JsonObject();
        output.addProperty("output_type", "stream");
        output.addProperty("text", "slope 1.2317 at the end");
        cells.get(0).getAsJsonObject().getAsJsonArray("outputs").add(output);
        var notebook = new JsonObject();
        notebook.add("cells", cells);
        return Prose.unwritten(new NotebookFile(Path.of("made-up.ipynb"), notebook));
    }

    private static JsonObject cell(String kind, String id, String source) {
        var cell = new JsonObject();
        cell.addProperty("cell_type", kind);
        cell.addProperty("id", id);
        cell.addProperty("source", source);
        cell.add("outputs", new JsonArray());
        return cell;
    }
}
