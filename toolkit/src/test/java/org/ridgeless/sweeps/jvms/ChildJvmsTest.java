package org.ridgeless.sweeps.jvms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.sweeps.Grid;
import org.ridgeless.sweeps.Sweep;
import org.ridgeless.sweeps.SweepResult;
import org.ridgeless.sweeps.cells.Outcome;
import org.ridgeless.sweeps.cells.PartOfJob;

/** Cells in real child processes. */
class ChildJvmsTest {
    private static final ChildJvms TWO = ChildJvms.of(2).memory("64m");

    @TempDir
    private Path folder;

    @Test
    void childrenBringTheBitsOfThreads() {
        Sweep sweep = Sweep.of(new Digits()).seed(7);
        assertThat(sweep.on(TWO).run().table().csv())
                .isEqualTo(sweep.run().table().csv());
    }

    /** Later cells need what earlier ones have brought, in whichever child those were. */
    @Test
    void childrenGoOnFromEarlierCells() {
        Sweep sweep = Sweep.of(new Digits.Chain()).seed(7);
        assertThat(sweep.on(TWO).run().table().csv())
                .isEqualTo(sweep.run().table().csv());
    }

    /** One cell is killed once, another runs out of memory each time. */
    @Test
    void aChildThatDiesCostsOnlyTime() throws IOException {
        Path deadly = Files.createFile(folder.resolve("deadly"));
        Sweep sweep = Sweep.of(new Digits()).seed(7);
        SweepResult result =
                sweep.on(TWO.with("-D" + Digits.DEADLY + "=" + deadly)).run();
        SweepResult whole = sweep.run();
        assertThat(deadly).doesNotExist();
        assertThat(result.rows()).isEqualTo(24);
        assertThat(result.failures().texts("problem"))
                .hasSize(3)
                .contains("five is too much")
                .anyMatch(problem -> problem.startsWith("its process died 3 times, at last with exit status 3")
                        && problem.contains("OutOfMemoryError"));
        double[] draws = whole.numbers("draw");
        int lost = IntStream.range(0, draws.length)
                .filter(i -> result.texts("problem")[i].startsWith("its process"))
                .findFirst()
                .orElseThrow();
        assertThat(lost).isEqualTo(2 * 2 * 2 + 1);
        draws[lost] = Double.NaN;
        assertThat(result.numbers("draw")).containsExactly(draws);
    }

    /** The children end with it, in the middle of their cells. */
    @Test
    void oneInterruptionEndsAll() {
        Thread caller = Thread.currentThread();
        List<ProcessHandle> before = ProcessHandle.current().children().toList();
        SweepResult cut = Sweep.of(new Digits.Endless())
                .on(job -> TWO.run(new PartOfJob(job, new int[] {0, 1, 2}, (outcome, index) -> {}) {
                    @Override
                    public void finished(int index, Outcome outcome) {
                        super.finished(index, outcome);
                        caller.interrupt();
                    }
                }))
                .run();
        assertThat(cut.isPartial()).isTrue();
        assertThat(cut.numbers("n again")).containsExactly(1);
        assertThat(Thread.interrupted()).isFalse();
        ProcessHandle.current()
                .children()
                .filter(child -> !before.contains(child))
                .forEach(child -> child.onExit().join());
    }

    /** An error of whoever takes the outcomes is handed on; no thread waits for cells that nobody computes. */
    @Test
    void anErrorOfTheReceiverEndsTheRun() {
        Sweep failing = Sweep.of(new Digits())
                .on(job -> ChildJvms.of(1).memory("64m").run(new PartOfJob(job, new int[] {0, 1}, (outcome, index) -> {
                    throw new AssertionError("not taken");
                })));
        assertThatThrownBy(failing::run).isInstanceOf(AssertionError.class).hasMessage("not taken");
    }

    /** A child that has waited knows the failure of the first run, which is none in the second. */
    @Test
    void aWaitingChildLearnsWhatHasChanged() {
        Sweep chain = Sweep.of(new Digits.Chain()).seed(8);
        ChildJvms one = ChildJvms.of(1).memory("64m");
        SweepResult broken = chain.on(job -> {
                    boolean first = job.earlier().isEmpty();
                    one.run(new PartOfJob(job, new int[] {0, 1}, (outcome, index) -> {}) {
                        @Override
                        public void finished(int index, Outcome outcome) {
                            super.finished(index, first && index == 0 ? Outcome.missing("lost") : outcome);
                        }
                    });
                })
                .run();
        assertThat(broken.failures().rows()).isEqualTo(broken.rows() / 2);
        assertThat(chain.on(one).run().table().csv())
                .isEqualTo(chain.run().table().csv());
    }

    /** Neither what a cell reads nor an interruption that it leaves behind disturbs its process. */
    @Test
    void aCellDoesNotDisturbItsProcess() {
        Sweep sweep = Sweep.of(new Digits.Careless());
        SweepResult result = sweep.on(TWO).run();
        assertThat(result.numbers("read")).containsOnly(-1);
        assertThat(result.failures().rows()).isZero();
    }

    @Test
    void whatHasNoNameStaysHere() {
        Sweep lambda = Sweep.over("n", Grid.of(1, 2)).measure("y", cell -> {
            throw new AssertionError("ran");
        });
        assertThatThrownBy(lambda.on(TWO)::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("implements SweepSource");
    }

    @Test
    void impossibleProcessesAreRefused() {
        assertThatThrownBy(() -> ChildJvms.of(0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> TWO.memory("much")).hasMessageContaining("512m or 2g, got much");
        assertThatThrownBy(Sweep.of(new Digits()).on(TWO.memory("1k"))::run)
                .hasMessageContaining("child processes end as soon as they start")
                .hasMessageContaining("Too small");
    }
}
