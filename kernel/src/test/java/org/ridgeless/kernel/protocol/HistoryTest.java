package org.ridgeless.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

    @TempDir
    Path folder;

    private History session(String... cells) {
        History history = new History(new HistoryFile(folder.resolve("history.jsonl")));
        for (int i = 0; i < cells.length; i++) {
            history.add(i + 1, cells[i]);
        }
        return history;
    }

    private static String ask(History history, String type, Object... fields) {
        JsonObject content = new JsonObject();
        content.addProperty("hist_access_type", type);
        for (int i = 0; i < fields.length; i += 2) {
            String name = (String) fields[i];
            if (fields[i + 1] instanceof Number number) {
                content.addProperty(name, number);
            } else if (fields[i + 1] instanceof Boolean flag) {
                content.addProperty(name, flag);
            } else {
                content.addProperty(name, (String) fields[i + 1]);
            }
        }
        JsonObject none = new JsonObject();
        return history.answer(new Message(List.of(), none, none, none, content, List.of()))
                .get("history")
                .toString();
    }

    @Test
    void theTailCrossesSessions() {
        session("a", "b");
        assertThat(ask(session("c"), "tail", "n", 2)).isEqualTo("[[1,2,\"b\"],[2,1,\"c\"]]");
    }

    @Test
    void aRangeIsOfOneSession() {
        session("a", "b", "c");
        History second = session("d", "e");
        assertThat(ask(second, "range", "session", 0, "start", 1, "stop", 2)).isEqualTo("[[2,1,\"d\"]]");
        assertThat(ask(second, "range", "session", -1, "start", 2, "stop", 9)).isEqualTo("[[1,2,\"b\"],[1,3,\"c\"]]");
        assertThat(ask(second, "range", "session", 1, "start", 1, "stop", 2)).isEqualTo("[[1,1,\"a\"]]");
    }

    @Test
    void aSearchTakesPatternsAndMayLeaveOutRepetitions() {
        History history = session("int a = 1;", "foo(1)", "int a = 1;");
        assertThat(ask(history, "search", "pattern", "int*")).isEqualTo("[[1,1,\"int a = 1;\"],[1,3,\"int a = 1;\"]]");
        assertThat(ask(history, "search", "pattern", "int*", "unique", true)).isEqualTo("[[1,3,\"int a = 1;\"]]");
        assertThat(ask(history, "search", "pattern", "foo(?)")).isEqualTo("[[1,2,\"foo(1)\"]]");
        assertThat(ask(history, "search", "pattern", "*", "n", 1)).isEqualTo("[[1,3,\"int a = 1;\"]]");
    }

    @Test
    void outputIsAskedForInPairs() {
        assertThat(ask(session("a"), "tail", "n", 1, "output", true)).isEqualTo("[[1,1,[\"a\",null]]]");
    }

    @Test
    void aDamagedFileLosesOnlyTheDamagedLines() throws Exception {
        session("a");
        Files.writeString(
                folder.resolve("history.jsonl"), "{\"session\":1,\"li\n[]\n7\n{}\n", StandardOpenOption.APPEND);
        assertThat(ask(session("b"), "tail", "n", 5)).isEqualTo("[[1,1,\"a\"],[2,1,\"b\"]]");
    }

    @Test
    void whereTheFileCannotBeWrittenTheSessionStillHasAHistory() throws Exception {
        Path obstacle = Files.createFile(folder.resolve("file"));
        History history = new History(new HistoryFile(obstacle.resolve("history.jsonl")));
        history.add(1, "a");
        assertThat(ask(history, "tail", "n", 5)).isEqualTo("[[1,1,\"a\"]]");
    }

    @Test
    void aFileThatIsNoTextLosesOnlyWhatIsNone() throws Exception {
        session("a");
        Path file = folder.resolve("history.jsonl");
        Files.writeString(file, "{\"session\":\"x\"}\n", StandardOpenOption.APPEND);
        // A letter of two bytes, cut off in the middle by a crash.
        Files.write(file, new byte[] {'"', (byte) 0xc3}, StandardOpenOption.APPEND);
        assertThat(ask(session("b"), "tail", "n", 5)).isEqualTo("[[1,1,\"a\"],[2,1,\"b\"]]");
        assertThat(ask(session("c"), "tail", "n", 5)).isEqualTo("[[1,1,\"a\"],[2,1,\"b\"],[3,1,\"c\"]]");
    }
}
