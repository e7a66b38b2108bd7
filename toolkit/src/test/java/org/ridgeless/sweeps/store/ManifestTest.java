package org.ridgeless.sweeps.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.sweeps.Sweep;
import org.ridgeless.sweeps.cells.CellKey;
import org.ridgeless.sweeps.cells.Outcome;
import org.ridgeless.sweeps.cells.Recipe;

/** What a folder says of the run whose cells it holds, and what is no such folder. */
class ManifestTest {
    private static final CellKey KEY = new CellKey("group", "x = 1", 0);

    @TempDir
    private Path folder;

    private Recipe recipe;
    private Path manifest;

    @BeforeEach
    void fill() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("rate", "0.1, 0.2");
        options.put("rule", "\"a, b\", <c> & λ");
        recipe = new Recipe("a.Maker", "a study", options, Long.MIN_VALUE);
        manifest = folder.resolve(Store.MANIFEST);
        try (Store store = Store.open(folder, recipe)) {
            store.put(KEY, Outcome.of(1, () -> new double[] {0.5, -0.0, Double.NaN}));
        }
    }

    @Test
    void aRecipeComesBackWithEveryLetter() {
        Contents contents = Contents.of(folder);
        assertThat(contents.recipe()).isEqualTo(recipe);
        assertThat(contents.recipe().options().keySet()).containsExactly("rate", "rule");
        assertThat((double[]) contents.outcome(KEY, null).value()).containsExactly(0.5, -0.0, Double.NaN);
        assertThat(contents.has(KEY)).isTrue();
        CellKey other = new CellKey("group", "x = 1", 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> contents.outcome(other, null))
                .withMessageContaining("has no cell group [x = 1] #1");
    }

    @Test
    void everyDifferenceIsNamed() {
        Map<String, String> options = new LinkedHashMap<>(recipe.options());
        options.put("rate", "0.3");
        options.remove("rule");
        options.put("depth", "2");
        Recipe other = new Recipe("a.Maker", "another study", options, 7);
        assertThatThrownBy(() -> Store.open(folder, other))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("study: a study in the store, another study now")
                .hasMessageContaining("seed: -9223372036854775808 in the store, 7 now")
                .hasMessageContaining("rate: 0.1, 0.2 in the store, 0.3 now")
                .hasMessageContaining("rule: \"a, b\", <c> & λ in the store, not there now")
                .hasMessageContaining("depth: not there in the store, 2 now")
                .hasMessageContaining("take another folder");
        // The folder is free again after the refusal.
        try (Store store = Store.open(folder, recipe)) {
            assertThat(store.contents().keys()).containsExactly(KEY);
        }
    }

    /** It is written beside and moved, so that it never is half there; if it is all the same, it is not taken for another. */
    @Test
    void aManifestThatIsCutOffIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(manifest);
        int end = new String(whole, StandardCharsets.UTF_8).strip().getBytes(StandardCharsets.UTF_8).length;
        for (int length = 0; length < end; length++) {
            Files.write(manifest, Arrays.copyOf(whole, length));
            assertThat(catchThrowable(() -> Contents.of(folder)))
                    .as("%s of %s bytes", length, whole.length)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(folder.toString());
            assertThat(catchThrowable(() -> Store.open(folder, recipe)))
                    .as("%s of %s bytes", length, whole.length)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(folder.toString());
        }
        for (String other : new String[] {"null", "{}", "[1]", "{\"study\": \"a\"}", "17"}) {
            Files.writeString(manifest, other);
            assertThatThrownBy(() -> Contents.of(folder))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("take another folder");
        }
    }

    @Test
    void cellsOfAnotherFormatAreNotReadInThisOne() throws IOException {
        String json = Files.readString(manifest);
        Files.writeString(manifest, json.replace("\"format\": 1", "\"format\": 2"));
        List<ThrowingCallable> readers =
                List.of(() -> Contents.of(folder), () -> Sweep.load(folder), () -> Store.open(folder, recipe));
        for (ThrowingCallable call : readers) {
            assertThatThrownBy(call)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("format")
                    .hasMessageContaining("2")
                    .hasMessageContaining("1");
        }
        Files.writeString(manifest, json.replace("\"toolkit\": \"", "\"toolkit\": \"9."));
        assertThatThrownBy(() -> Store.open(folder, recipe)).hasMessageContaining("toolkit: 9.");
        // Whoever only looks may look at what another version has left.
        assertThat(Contents.of(folder).keys()).containsExactly(KEY);
    }

    @Test
    void recordsOfANewerVersionAreRefused() throws IOException {
        Path log = folder.resolve(Store.LOG);
        try (RecordLog more = RecordLog.open(Disk.of(log), "log", payload -> {})) {
            more.append(new byte[] {'Z', 1, 2});
        }
        assertThatThrownBy(() -> Contents.of(folder)).hasMessageContaining("records of a newer version");
        assertThatThrownBy(() -> Store.open(folder, recipe)).hasMessageContaining("records of a newer version");
    }

    @Test
    void aLogWithoutItsManifestIsNotOverwritten() throws IOException {
        byte[] log = Files.readAllBytes(folder.resolve(Store.LOG));
        Files.delete(manifest);
        assertThatThrownBy(() -> Store.open(folder, recipe))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("without study.json");
        assertThat(Files.readAllBytes(folder.resolve(Store.LOG))).isEqualTo(log);
        assertThatThrownBy(() -> Contents.of(folder)).hasMessageContaining("there is no store in " + folder);
        assertThatThrownBy(() -> Sweep.load(folder.toString())).hasMessageContaining("study.json");
    }

    @Test
    void anExperimentIsNotReadAsASweep() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sweep.load(folder))
                .withMessageContaining("the experiment a study, not a sweep")
                .withMessageContaining("cells.csv");
    }

    /** One process at a time, in this one, too; after its end the next. */
    @Test
    void aFolderHasOneWriter() {
        try (Store store = Store.open(folder, recipe)) {
            assertThatThrownBy(() -> Store.open(folder, recipe))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("another run works on " + folder)
                    .hasMessageContaining("this process");
            assertThat(Contents.of(folder).keys()).containsExactly(KEY);
            store.put(new CellKey("group", "x = 2", 0), Outcome.missing("lost"));
        }
        try (Store again = Store.open(folder, recipe)) {
            assertThat(again.contents().keys()).hasSize(2);
        }
    }

    @Test
    void theOwnDeviceIsNoOther() {
        Environment here = Environment.here();
        assertThat(here.difference(here)).isEmpty();
        assertThat(Environment.read(here.json())).isEqualTo(here);
        Environment other =
                new Environment(here.toolkit(), here.jdk(), "Z80", 1, here.system(), here.process(), here.started());
        assertThat(here.difference(other)).isEqualTo("processor Z80 there, " + here.processor() + " here; ");
    }
}
