package org.ridgeless.kernel.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotebookTest {
    @TempDir
    Path folder;

    /** The file was saved by Jupyter itself: numbers of many spellings, unusual characters, outputs of all kinds. */
    @Test
    void whatJupyterWroteIsWrittenAgainByteForByte() throws Exception {
        Path file = Path.of(getClass().getResource("saved-by-jupyter.ipynb").toURI());
        assertThat(Notebook.read(file).toJson()).isEqualTo(Files.readString(file));
    }

    @Test
    void cellsWithoutIdentifierGetTheSameOneAtEveryReading() throws IOException {
        Path file = Notebooks.write(folder.resolve("a.ipynb"), Notebooks.code("1"), Notebooks.code("1"));
        assertThat(Notebook.read(file).cells())
                .extracting(Cell::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[0-9a-f]{8}"));
        assertThat(Notebook.read(file).toJson()).isEqualTo(Notebook.read(file).toJson());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"cells\":[        | is not a notebook: broken JSON",
                "[]                  | holds no JSON object",
                "{\"a\":1}           | has no number \"nbformat\"",
                "{\"nbformat\":3}    | is in notebook format 3; format 4 is accepted",
                "{\"nbformat\":4}    | has no list \"cells\"",
                "{\"nbformat\":4,\"cells\":[{}]} | cell 1 has no \"cell_type\" among",
                "{\"nbformat\":4,\"cells\":[{\"cell_type\":\"code\"}]} | cell 1 has no \"source\""
            })
    void whatIsNotANotebookIsRefusedWithOneLineThatSaysWhy(String content, String reason) throws IOException {
        Path file = Files.writeString(folder.resolve("x.ipynb"), content);
        assertThatThrownBy(() -> Notebook.read(file))
                .isInstanceOf(NotebookException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aMissingFileAFolderAndBytesThatAreNoTextAreRefused() throws IOException {
        assertThatThrownBy(() -> Notebook.read(folder.resolve("none.ipynb"))).hasMessageContaining("no such notebook");
        assertThatThrownBy(() -> Notebook.read(folder)).hasMessageContaining("is a folder");
        Path bytes = Files.write(folder.resolve("b.ipynb"), "\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Notebook.read(bytes)).hasMessageContaining("not text in UTF-8");
    }

    @Test
    void aFileInTheWayOfAFolderIsNamed() throws IOException {
        Path file = Notebooks.write(folder.resolve("a.ipynb"), Notebooks.code("1"));
        assertThatThrownBy(() -> Notebook.read(file).write(file.resolve("b.ipynb")))
                .isInstanceOf(NotebookException.class)
                .hasMessageContaining("cannot write")
                .hasMessageContaining("a.ipynb");
    }
}
