package org.ridgeless.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.sweeps.Grid;
import org.ridgeless.sweeps.Threads;
import org.ridgeless.sweeps.cells.CellKey;
import org.ridgeless.sweeps.cells.Recipe;
import org.ridgeless.sweeps.jvms.ChildJvms;
import org.ridgeless.sweeps.store.Contents;
import org.ridgeless.sweeps.store.Merge;
import org.ridgeless.sweeps.store.Shard;
import org.ridgeless.sweeps.store.Store;

/** Experiments whose cells are kept, divided and computed elsewhere. */
class StoredStudyTest {
    @TempDir
    private Path folder;

    private static String bits(Result result) {
        return result.table().csv() + result.verdict();
    }

    @Test
    void aStoredExperimentIsReadBackWithAllBits() {
        TwoStages study = new TwoStages().seed(3);
        String plain = bits(study.run());
        assertThat(bits(study.store(folder).run())).isEqualTo(plain);
        Result again = study.store(folder)
                .on(job -> {
                    throw new AssertionError("computed again");
                })
                .run();
        assertThat(bits(again)).isEqualTo(plain);
        assertThat(Contents.of(folder).keys()).hasSize(30);
        assertThatThrownBy(() -> study.set("cells", "11").store(folder).run())
                .hasMessageContaining("cells: 10 in the store, 11 now");
    }

    @Test
    void childrenKnowWhatEarlierCellsHaveBrought() {
        TwoStages study = new TwoStages().seed(3);
        assertThat(bits(study.on(ChildJvms.of(2).memory("128m")).run())).isEqualTo(bits(study.run()));
    }

    @Test
    void anInterruptedExperimentGoesOnWhereItWas() {
        TwoStages study = new TwoStages().seed(3);
        AtomicInteger computed = new AtomicInteger();
        Thread caller = Thread.currentThread();
        Result cut = study.store(folder)
                .on(job -> Threads.of(1)
                        .run(new org.ridgeless.sweeps.cells.PartOfJob(
                                job, IntStream.range(0, job.size()).toArray(), (outcome, index) -> {
                                    if (computed.incrementAndGet() == 4) {
                                        caller.interrupt();
                                    }
                                })))
                .run();
        assertThat(cut.isPartial()).isTrue();
        int stored = Contents.of(folder).keys().size();
        assertThat(stored).isGreaterThanOrEqualTo(4);
        assertThat(bits(study.store(folder).run())).isEqualTo(bits(study.run()));
    }

    /** The first round brings the first stage; merged, it lets the second go on. */
    @Test
    void shardsOfTwoStagesAreJoinedToTheWhole() throws InterruptedException {
        TwoStages study = new TwoStages().seed(3);
        Recipe recipe = study.recipe();
        for (int round = 1; round <= 2; round++) {
            for (int i = 1; i <= 3; i++) {
                part(new Shard(i, 3), recipe);
            }
            Contents joined = Merge.of(List.of(folder)).into(folder);
            assertThat(joined.keys()).hasSize(round == 1 ? 10 : 30);
            List<CellKey> missing = new ArrayList<>();
            try {
                recipe.open(getClass().getClassLoader()).replay(joined.asRunner(missing::add));
            } catch (Shard.End e) {
                assertThat(round).isEqualTo(1);
            }
            assertThat(missing).hasSize(round == 1 ? 20 : 0);
        }
        Contents joined = Contents.of(folder);
        assertThat(bits(study.on(joined.asRunner(key -> {})).run())).isEqualTo(bits(study.run()));
    }

    private void part(Shard shard, Recipe recipe) throws InterruptedException {
        try (Store store = Store.open(shard.folder(folder), recipe)) {
            recipe.open(getClass().getClassLoader()).replay(shard.around(store.around(Threads.of(2)), folder));
        } catch (Shard.End e) {
            assertThat(shard.folder(folder)).exists();
        }
    }

    @Test
    void aStudyOfLambdasIsStoredAndStaysHere() {
        Study study = Study.named("means")
                .claim("uniform numbers have mean ½")
                .cells(Grid.of(1, 2), 50, (n, seeds) -> seeds.stream().nextDouble())
                .predicts(0.5)
                .rival("⅓", 1 / 3.0)
                .within(0.2);
        String plain = bits(study.run());
        assertThat(bits(study.store(folder).run())).isEqualTo(plain);
        assertThat(bits(study.store(folder).run())).isEqualTo(plain);
        Study longer = study.cells(Grid.of(1, 2, 3), 50, (n, seeds) -> 0);
        assertThatThrownBy(() -> longer.store(folder).run())
                .hasMessageContaining("places: Grid[1.0, 2.0] in the store");
        assertThatThrownBy(() -> study.on(ChildJvms.of(1)).run()).hasMessageContaining("is made of lambdas");
    }
}
