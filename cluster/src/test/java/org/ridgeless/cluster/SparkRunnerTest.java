package org.ridgeless.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.experiments.BezoutCount;
import org.ridgeless.study.Size;
import org.ridgeless.sweeps.Grid;
import org.ridgeless.sweeps.Sweep;
import org.ridgeless.sweeps.SweepResult;
import org.ridgeless.sweeps.SweepSource;
import org.ridgeless.sweeps.cells.PartOfJob;

/** Cells on a real standalone cluster: a master and two workers on the loopback interface. */
class SparkRunnerTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void keepExecutorsSmall() {
        System.setProperty("spark.executor.memory", "512m");
    }

    @AfterEach
    void forget() {
        System.clearProperty("spark.executor.memory");
        System.clearProperty("spark.executorEnv." + Gated.GATE);
    }

    @Test
    void aClusterBringsTheBitsOfThreadsThoughAWorkerIsKilled() throws Exception {
        Path gate = Files.createDirectory(folder.resolve("gate"));
        System.setProperty("spark.executorEnv." + Gated.GATE, gate.toString());
        Sweep sweep = Sweep.of(new Gated()).seed(7);
        try (LocalCluster cluster = LocalCluster.of(2, folder)) {
            var there = CompletableFuture.supplyAsync(
                    () -> sweep.on(SparkRunner.on(cluster.address())).run());
            // Both executors hold a cell; that of the worker which dies has to be computed again.
            while (waiting(gate) < 2 && !there.isDone()) {
                Thread.sleep(50);
            }
            assertThat(there).as(cluster::logs).isNotDone();
            cluster.kill(1);
            Files.writeString(gate.resolve("open"), "");
            SweepResult result = there.join();
            assertThat(result.table().csv()).isEqualTo(sweep.run().table().csv());
            assertThat(result.failures().texts("problem")).containsOnly("five, the second time");
        }
    }

    private static long waiting(Path gate) throws IOException {
        try (var files = Files.list(gate)) {
            return files.count();
        }
    }

    /** Experiments, too, and cells that need what earlier cells have brought. */
    @Test
    void anExperimentOnSparkIsTheSame() {
        BezoutCount study = BezoutCount.study().size(Size.TINY).seed(3);
        assertThat(study.on(SparkRunner.on("local[2]")).run().table().csv())
                .isEqualTo(study.run().table().csv());
    }

    /** Where outcomes are taken another run begins: Spark allows one, and what is thrown there arrives here. */
    @Test
    void whatTheReceiverThrowsIsHandedOn() {
        Sweep sweep = Sweep.of(new Careless());
        SparkRunner here = SparkRunner.on("local[1]");
        Sweep twice = sweep.on(job -> here.run(new PartOfJob(
                job, new int[] {0}, (outcome, index) -> sweep.on(here).run())));
        assertThatThrownBy(twice::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("one run at a time from a JVM");
    }

    /** Spark takes an interrupted task for one that it has ended itself, and begins it again. */
    @Test
    void aCellThatInterruptsItselfIsMarked() {
        Sweep sweep = Sweep.of(new Careless());
        SweepResult result = sweep.on(SparkRunner.on("local[1]")).run();
        assertThat(result.failures().texts("problem")).containsExactly("by itself");
        assertThat(result.table().csv()).isEqualTo(sweep.run().table().csv());
    }

    /** A sweep one of whose cells interrupts itself. */
    public static final class Careless implements SweepSource {
        @Override
        public Sweep sweep() {
            return Sweep.over("n", Grid.of(1, 2, 3)).measure("n again", cell -> {
                if (cell.integer("n") == 2) {
                    throw new InterruptedException("by itself");
                }
                return cell.number("n");
            });
        }
    }

    @Test
    void whatCannotRunIsSaidBeforeAnyWork() throws IOException {
        Sweep lambda = Sweep.over("n", Grid.of(1, 2)).measure("y", cell -> {
            throw new AssertionError("ran");
        });
        assertThatThrownBy(lambda.on(SparkRunner.on("local"))::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("implements SweepSource");
        assertThatThrownBy(() -> SparkRunner.on("spark:head")).hasMessageContaining("spark://host:7077");
        Sweep named = Sweep.of(new Gated());
        assertThatThrownBy(named.on(SparkRunner.on("spark://127.0.0.1:1"))::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no Spark master answers at spark://127.0.0.1:1");
    }
}
