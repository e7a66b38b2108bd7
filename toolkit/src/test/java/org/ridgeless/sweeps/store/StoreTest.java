package org.ridgeless.sweeps.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.sweeps.Cell;
import org.ridgeless.sweeps.Grid;
import org.ridgeless.sweeps.Step;
import org.ridgeless.sweeps.Sweep;
import org.ridgeless.sweeps.SweepResult;
import org.ridgeless.sweeps.Threads;
import org.ridgeless.sweeps.cells.CellKey;
import org.ridgeless.sweeps.cells.Job;
import org.ridgeless.sweeps.cells.Outcome;
import org.ridgeless.sweeps.cells.PartOfJob;
import org.ridgeless.sweeps.cells.Recipe;
import org.ridgeless.sweeps.cells.Runner;

/** Stores that are opened again, or cannot be. */
class StoreTest {
    @TempDir
    private Path folder;

    private Path begun() {
        return folder.resolve("begun");
    }

    private Sweep sweep() {
        return Witness.sweep(4, begun());
    }

    @Test
    void aFinishedRunComputesNothingAgain() throws IOException {
        Path store = folder.resolve("store");
        String first = sweep().store(store).run().table().csv();
        assertThat(Witness.begun(begun())).hasSize(8);
        assertThat(sweep().store(store).run().table().csv()).isEqualTo(first);
        assertThat(Witness.begun(begun())).hasSize(8);
        List<String> table = Files.readAllLines(store.resolve(Store.TABLE));
        assertThat(table.get(0))
                .isEqualTo("group,item,repetition,status,value,problem,seed,wall seconds,CPU seconds,"
                        + "toolkit,JDK,processor,process,started");
        assertThat(table).hasSize(9);
        assertThat(table.get(1)).contains("finished").contains(System.getProperty("java.runtime.version"));
    }

    @Test
    void whatIsOfAnotherRunIsRefusedWithTheDifference() throws IOException {
        Path store = folder.resolve("store");
        sweep().store(store).run();
        assertThatThrownBy(() -> sweep().seed(6).store(store).run())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(store + " are of another run: seed: 5 in the store, 6 now; take another folder");
        assertThatThrownBy(
                        () -> Witness.sweep(5, begun()).repeat(3).store(store).run())
                .hasMessageContaining(
                        "n: 1, 2, 3, 4 in the store, 1, 2, 3, 4, 5 now; (repetitions): 2 in the store, 3 now");
        Path manifest = store.resolve(Store.MANIFEST);
        Files.writeString(
                manifest,
                Files.readString(manifest)
                        .replace("\"toolkit\": \"" + Environment.toolkitVersion(), "\"toolkit\": \"0.0.1"));
        assertThatThrownBy(() -> sweep().store(store).run())
                .hasMessageContaining("toolkit: 0.0.1 in the store, " + Environment.toolkitVersion() + " now");
        Files.writeString(manifest, "{");
        assertThatThrownBy(() -> sweep().store(store).run()).hasMessageContaining("cannot be read");
        assertThat(Witness.begun(begun())).hasSize(8);
    }

    /** JShell numbers the classes of cells anew in each session. */
    @Test
    void aClassOfANotebookKeepsItsName() {
        Manifest yesterday = Manifest.of(new Recipe("maker", "REPL.$JShell$12$Own", Map.of(), 1));
        Manifest today = Manifest.of(new Recipe("maker", "REPL.$JShell$34B$Own", Map.of(), 1));
        assertThat(yesterday.differences(today)).isEmpty();
        assertThat(yesterday.study()).isEqualTo("Own");
    }

    @Test
    void foldersThatCannotBeWrittenAreRefusedBeforeAnyWork() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> sweep().store(file).run())
                .hasMessageContaining("file is a file; cells are kept in a folder");
        assertThatThrownBy(() -> Sweep.load(folder)).hasMessageContaining("there is no store in " + folder);
        Path closed = Files.createDirectory(
                folder.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        Assumptions.assumeFalse(Files.isWritable(closed), "root may write anywhere");
        assertThatThrownBy(() -> sweep().store(closed).run())
                .hasMessageContaining("no permission to write in " + closed);
        assertThat(begun()).doesNotExist();
    }

    /** Bits may differ there, so that whoever looks is told; the cells stand. */
    @Test
    void cellsOfAnotherJdkAreNoted() throws IOException {
        Path store = folder.resolve("store");
        Recipe recipe = sweep().recipe();
        Environment here = Environment.here();
        Environment other = new Environment(
                here.toolkit(), "Vendor 11.0.1", here.processor(), 2, here.system(), here.process(), here.started());
        try (Store empty = Store.open(store, recipe)) {
            Contents elsewhere = new Contents(folder, Manifest.of(recipe));
            elsewhere.environments().add(other);
            CellKey key = new CellKey("sweep", "n = 1", 0);
            byte[] bytes = Outcome.of(1, () -> new double[] {17, 1}).bytes();
            elsewhere.put(new StoredCell(key, 0, bytes));
            empty.takeOver(elsewhere);
            byte[] another = Outcome.of(1, () -> new double[] {18, 1}).bytes();
            elsewhere.put(new StoredCell(key, 0, another));
            assertThatThrownBy(() -> empty.takeOver(elsewhere))
                    .hasMessageContaining("the cell sweep [n = 1] #0 has one outcome in " + store);
        }
        String shown = sweep().store(store).run().toString();
        assertThat(shown)
                .contains(
                        "Note: JDK Vendor 11.0.1 there, " + here.jdk() + " here; the last digits of cells may differ");
        assertThat(Sweep.load(store).numbers("sum")[0]).isEqualTo(17);
        assertThat(Witness.begun(begun())).hasSize(7);
    }

    /** Classes of a notebook, for example, are unknown to whoever reads its stores. */
    record State(double[] weights, List<Thread.State> phases) {}

    @Test
    void aStoreIsReadWithoutTheClassesOfItsCells() throws IOException {
        SweepResult result = Sweep.over("n", Grid.of(1, 2))
                .along(
                        "n",
                        (Cell cell, State before) ->
                                Step.of(new State(new double[] {0.5}, List.of(Thread.State.NEW)), cell.number("n")),
                        "n again")
                .store(folder)
                .run();
        Path log = folder.resolve(Store.LOG);
        List<byte[]> records = new ArrayList<>();
        RecordLog.read(Files.readAllBytes(log), "log", records::add);
        Files.delete(log);
        try (RecordLog renamed = RecordLog.open(Disk.of(log), "log", payload -> {})) {
            for (byte[] payload : records) {
                String text = new String(payload, StandardCharsets.ISO_8859_1);
                renamed.append(text.replace("S\0t\0a\0t\0e", "G\0o\0n\0e\0e").getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        Contents contents = Contents.of(folder);
        CellKey key = contents.keys().iterator().next();
        assertThatThrownBy(() -> contents.outcome(key, getClass().getClassLoader()))
                .hasMessageContaining("there is no class");
        assertThat(Sweep.load(folder).table().csv()).isEqualTo(result.table().csv());
        assertThat(CellsTable.of(contents).texts("value")).startsWith("[[1.0], Gonee[weights=[0.5], phases=[NEW]]]");
    }

    /** As when the failed cells of a shard are computed again after everything was merged. */
    @Test
    void aCellThatWentWellSomewhereIsTakenFromThere() throws IOException {
        Recipe recipe = Recipe.local("study", Map.of(), 1);
        CellKey key = new CellKey("sweep", "n = 1", 0);
        Outcome good = Outcome.of(1, () -> 17.0);
        Path failed = folder.resolve("failed");
        Path other = folder.resolve("other");
        Path well = folder.resolve("well");
        put(failed, recipe, key, Outcome.missing("its process died"));
        put(other, recipe, key, Outcome.missing("its process died otherwise"));
        put(well, recipe, key, good);
        for (List<Path> order : List.of(List.of(failed, other, well), List.of(well, failed, other))) {
            Contents merged = Merge.of(order)
                    .into(folder.resolve("merged by " + order.get(0).getFileName()));
            assertThat(merged.outcome(key, getClass().getClassLoader())).isEqualTo(good);
        }
    }

    private static void put(Path folder, Recipe recipe, CellKey key, Outcome outcome) {
        try (Store store = Store.open(folder, recipe)) {
            store.put(key, outcome);
        }
    }

    @Test
    void anInterruptedRunIsStoredAndGoesOn() throws IOException {
        Path store = folder.resolve("store");
        Thread.currentThread().interrupt();
        assertThat(sweep().store(store).run().isPartial()).isTrue();
        assertThat(Thread.interrupted()).isFalse();
        Thread caller = Thread.currentThread();
        SweepResult cut = sweep().store(store)
                .on(job -> Threads.of(1).run(new PartOfJob(job, all(job), (o, i) -> {}) {
                    @Override
                    public void finished(int index, Outcome outcome) {
                        super.finished(index, outcome);
                        if (index == 2) {
                            caller.interrupt();
                            while (!Thread.currentThread().isInterrupted()) {
                                LockSupport.park();
                            }
                        }
                    }
                }))
                .run();
        int finished = cut.rows();
        assertThat(cut.isPartial()).isTrue();
        assertThat(finished).isEqualTo(3);
        int begun = Witness.begun(begun()).size();
        assertThat(sweep().store(store).run().table().csv())
                .isEqualTo(sweep().run().table().csv());
        assertThat(Witness.begun(begun())).hasSize(begun + (8 - finished) + 8);
    }

    private static int[] all(Job job) {
        return IntStream.range(0, job.size()).toArray();
    }

    /** At each byte at which a device can be full: what is stored stays, and the rest is computed once when there is room. */
    @Test
    void aRunWhoseDiskFillsUpGoesOn() throws Exception {
        Sweep sweep = sweep();
        String whole = sweep.run().table().csv();
        FullDisk once = new FullDisk(new byte[0], 1 << 20);
        run(sweep, folder.resolve("measure"), once);
        int full = once.content().length;
        for (int room = 8; room < full; room += 13) {
            Path store = folder.resolve("room" + room);
            FullDisk small = new FullDisk(new byte[0], room);
            assertThatThrownBy(() -> run(sweep, store, small))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("No space left on device")
                    .hasMessageContaining("cells are stored; make room and start again");
            int[] stored = {0};
            RecordLog.read(small.content(), "log", payload -> stored[0] += payload[0] == StoredCell.CELL ? 1 : 0);
            Files.deleteIfExists(begun());
            FullDisk large = new FullDisk(small.content(), 1 << 20);
            assertThat(run(sweep, store, large)).isEqualTo(whole);
            assertThat(Witness.begun(begun())).hasSize(8 - stored[0]);
        }
    }

    private static String run(Sweep sweep, Path folder, FullDisk disk) {
        Recipe recipe = sweep.recipe();
        try (Store store = Store.open(folder, recipe, file -> disk)) {
            Runner runner = store.around(Threads.of(1));
            return sweep.on(runner).run().table().csv();
        }
    }

    @Test
    void aRealDeviceFillsUp() throws Exception {
        Path device = Files.createDirectory(folder.resolve("device"));
        Assumptions.assumeTrue(
                call("mount", "-t", "tmpfs", "-o", "size=32k", "ridgeless-test", device.toString()),
                "no right to mount");
        try {
            Sweep sweep = Witness.sweep(200, begun());
            Path store = device.resolve("store");
            assertThatThrownBy(() -> sweep.store(store).run())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("make room and start again");
            int stored = Contents.of(store).keys().size();
            assertThat(stored).isBetween(10, 399);
            Files.delete(begun());
            assertThat(call("mount", "-o", "remount,size=4m", device.toString()))
                    .isTrue();
            String resumed = sweep.store(store).run().table().csv();
            assertThat(Witness.begun(begun())).hasSize(400 - stored);
            assertThat(resumed).isEqualTo(sweep.run().table().csv());
        } finally {
            call("umount", device.toString());
        }
    }

    private static boolean call(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        }
    }
}
