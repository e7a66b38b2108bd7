package org.ridgeless.sweeps.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.sweeps.Sweep;
import org.ridgeless.sweeps.SweepResult;

/**
 * A process that runs a sweep is killed again and again, each time after a random number of bytes more. Whatever the moments are,
 * nothing that was stored is lost or begun again, and in the end the results are those of a run that nobody has killed.
 */
class KilledRunTest {
    @TempDir
    private Path folder;

    @Test
    void aSweepThatIsKilledEightTimesLosesNothing() throws Exception {
        killed(8, 300);
    }

    @Test
    @Tag("slow")
    void aSweepThatIsKilledTwoHundredTimesLosesNothing() throws Exception {
        killed(200, 2000);
    }

    private void killed(int times, int places) throws Exception {
        Random random = new Random(times);
        String whole =
                Witness.sweep(places, folder.resolve("whole")).run().table().csv();
        int kills = 0;
        for (int run = 0; kills < times; run++) {
            // A run that ends before it is killed often enough is followed by another.
            Path store = folder.resolve("store" + run);
            kills += killed(times - kills, places, store, random);
            assertThat(rest(places, store)).isEqualTo(whole);
            assertThat(Sweep.load(store).table().csv()).isEqualTo(whole);
        }
    }

    /** Kills a run so many times, unless it ends before, and returns how many times it was. */
    private int killed(int times, int places, Path store, Random random) throws Exception {
        Path begun = folder.resolve("begun");
        Set<String> stored = new HashSet<>();
        for (int kills = 0; kills < times; kills++) {
            Files.deleteIfExists(begun);
            // A kill comes after so many bytes more: in the middle of a record, or after up to seven of 150 bytes.
            long end = size(store) + 1 + random.nextInt(1000);
            Process process = start(store, begun, places);
            while (process.isAlive() && size(store) < end) {
                LockSupport.parkNanos(100_000);
            }
            boolean finished = process.destroyForcibly().waitFor() == 0;
            assertThat(both(Witness.begun(begun), stored)).as("begun again").isEmpty();
            Set<String> now = keys(store);
            assertThat(now).as("lost").containsAll(stored);
            stored = now;
            if (finished) {
                return kills;
            }
        }
        return times;
    }

    /** Runs here what is left; nothing of what is stored is begun again. */
    private String rest(int places, Path store) throws IOException {
        Path begun = folder.resolve("begun");
        Files.deleteIfExists(begun);
        Set<String> stored = keys(store);
        SweepResult result = Witness.sweep(places, begun).store(store).run();
        assertThat(both(Witness.begun(begun), stored)).as("begun again").isEmpty();
        assertThat(Witness.begun(begun)).hasSize(2 * places - stored.size());
        return result.table().csv();
    }

    @Test
    void aSecondProcessIsRefused() throws Exception {
        Path store = folder.resolve("store");
        Sweep sweep = Witness.sweep(2, folder.resolve("begun"));
        Process process = start(store, folder.resolve("begun"), 100_000);
        try {
            while (process.isAlive() && size(store) < 1000) {
                LockSupport.parkNanos(100_000);
            }
            assertThatThrownBy(() -> sweep.store(store).run())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("another run works on " + store + " (process " + process.pid() + ")");
            assertThat(Sweep.load(store).isPartial()).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
        // The lock has gone with the process; what is refused now are the other values.
        assertThatThrownBy(() -> sweep.store(store).run()).hasMessageContaining("are of another run: n: ");
    }

    /** The refusal of a second run in this process must not let go of the folder. */
    @Test
    void aFolderStaysTakenWhenThisProcessAsksForItAgain() throws Exception {
        Path store = folder.resolve("store");
        Path begun = folder.resolve("begun");
        Sweep sweep = Witness.sweep(2, begun);
        try (Store held = Store.open(store, sweep.recipe())) {
            assertThatThrownBy(() -> sweep.store(store).run()).hasMessageContaining("(this process)");
            assertThat(start(store, begun, 2).waitFor()).isNotZero();
            assertThat(begun).doesNotExist();
        }
        assertThat(sweep.store(store).run().rows()).isEqualTo(4);
    }

    private static Set<String> both(Collection<String> some, Set<String> others) {
        Set<String> both = new HashSet<>(some);
        both.retainAll(others);
        return both;
    }

    private static Process start(Path store, Path begun, int places) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Witness.class.getName(),
                        store.toString(),
                        begun.toString(),
                        Integer.toString(places)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static long size(Path store) throws IOException {
        Path log = store.resolve(Store.LOG);
        return Files.exists(log) ? Files.size(log) : 0;
    }

    private static Set<String> keys(Path store) {
        return Files.exists(store.resolve(Store.MANIFEST))
                ? Contents.of(store).keys().stream().map(Object::toString).collect(Collectors.toSet())
                : Set.of();
    }
}
