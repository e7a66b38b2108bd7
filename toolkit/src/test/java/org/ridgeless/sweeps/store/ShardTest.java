package org.ridgeless.sweeps.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.random.Seeds;
import org.ridgeless.sweeps.Bench;
import org.ridgeless.sweeps.Cell;
import org.ridgeless.sweeps.Grid;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Step;
import org.ridgeless.sweeps.Sweep;
import org.ridgeless.sweeps.SweepResult;
import org.ridgeless.sweeps.Threads;
import org.ridgeless.sweeps.cells.CellKey;
import org.ridgeless.sweeps.cells.Outcome;
import org.ridgeless.sweeps.cells.Recipe;
import org.ridgeless.sweeps.cells.Runner;

/** Shards divide the cells of a run among processes that know nothing of each other; merged, they are the run. */
class ShardTest {
    @TempDir
    private Path folder;

    private static Sweep independent() {
        return Sweep.over("n", Grid.ints(1, 7, 1))
                .and("w", "a", "b")
                .repeat(3)
                .seed(5)
                .measures(cell -> new double[] {cell.seeds().stream().nextDouble(), cell.trial()}, "draw", "again");
    }

    private static Sweep adaptive() {
        return Sweep.over("spread", Grid.of(0.1, 0.5, 1, 2, 4))
                .seed(6)
                .measure(
                        "draw",
                        cell -> cell.number("spread") * cell.seeds().stream().nextDouble())
                .repeatUntil("draw", 0.6, 200);
    }

    /** Each cell adds a draw to what the one before it has brought. */
    private static Sweep chained() {
        return Sweep.over("x", Grid.ints(1, 4, 1))
                .and("line", Grid.ints(1, 5, 1))
                .repeat(2)
                .seed(7)
                .thereAndBack(
                        "x",
                        (Cell cell, Double before) -> {
                            double sum = (before == null ? 0 : before)
                                    + cell.seeds().stream().nextDouble();
                            return Step.of(sum, sum);
                        },
                        "sum");
    }

    private static Sweep sweep(String kind) {
        return switch (kind) {
            case "independent" -> independent();
            case "adaptive" -> adaptive();
            default -> chained();
        };
    }

    private SweepResult shard(Sweep sweep, int number, int count) {
        Shard shard = new Shard(number, count);
        try (Store store = Store.open(shard.folder(folder), sweep.recipe())) {
            Runner stored = store.around(Threads.of(2));
            return sweep.on(shard.around(stored, folder)).run();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "independent, 1",
        "independent, 3",
        "independent, 50",
        "adaptive, 2",
        "adaptive, 3",
        "chained, 2",
        "chained, 4"
    })
    void shardsTogetherAreTheRun(String kind, int count) {
        Sweep sweep = sweep(kind);
        SweepResult whole = sweep.run();
        Set<CellKey> seen = new HashSet<>();
        List<Path> parts = new ArrayList<>();
        for (int number = count; number >= 1; number--) {
            if (number <= whole.rows()) {
                parts.add(Path.of("shard-" + number));
                shard(sweep, number, count);
                for (CellKey key :
                        Contents.of(new Shard(number, count).folder(folder)).keys()) {
                    assertThat(seen.add(key)).as("%s in shard %s", key, number).isTrue();
                }
            }
        }
        assertThat(seen).hasSize(whole.rows());
        Merge merge = Merge.of(List.of(folder));
        assertThat(merge.missing()).hasSize(count - parts.size());
        Contents merged = merge.into(folder);
        assertThat(merged.keys()).containsExactlyInAnyOrderElementsOf(seen);
        List<CellKey> missing = new ArrayList<>();
        SweepResult replayed = sweep.on(merged.asRunner(missing::add)).run();
        assertThat(missing).isEmpty();
        assertThat(replayed.table().csv()).isEqualTo(whole.table().csv());
        assertThat(Sweep.load(folder).table().csv()).isEqualTo(whole.table().csv());
    }

    /** A sweep does not end because a part of it is elsewhere; it is partial. */
    @Test
    void aMissingShardIsNamedAndLeavesTheRest() {
        SweepResult first = shard(independent(), 1, 3);
        shard(independent(), 3, 3);
        assertThat(first.isPartial()).isTrue();
        Merge merge = Merge.of(List.of(folder));
        assertThat(merge.missing()).containsExactly("shard 2 of 3");
        Path joined = folder.resolve("joined");
        List<CellKey> missing = new ArrayList<>();
        SweepResult replayed =
                independent().on(merge.into(joined).asRunner(missing::add)).run();
        assertThat(replayed.rows() + missing.size()).isEqualTo(42);
        assertThat(missing).hasSize(14);
        assertThat(replayed.isPartial()).isTrue();
        assertThat(Sweep.load(joined).isPartial()).isTrue();
    }

    /** What stages of a study need of each other comes from the merged store, and without one the shard ends there. */
    @Test
    void aLaterStageWaitsForTheMergedStore() {
        Recipe recipe = Recipe.local("stages", Map.of(), 1);
        List<Double> sums = new ArrayList<>();
        for (int number = 1; number <= 2; number++) {
            int own = number;
            assertThatThrownBy(() -> stages(recipe, own, sums)).isInstanceOf(Shard.End.class);
        }
        Merge.of(List.of(folder)).into(folder);
        for (int number = 1; number <= 2; number++) {
            int own = number;
            // The first stage is complete then, the second one ends.
            assertThatThrownBy(() -> stages(recipe, own, sums)).isInstanceOf(Shard.End.class);
        }
        assertThat(sums).containsExactly(10.0, 10.0);
    }

    private void stages(Recipe recipe, int number, List<Double> sums) {
        Shard shard = new Shard(number, 2);
        try (Store store = Store.open(shard.folder(folder), recipe)) {
            Bench bench = new Bench("stages", recipe, Seeds.of(1), shard.around(store.around(Threads.of(1)), folder));
            Rows<Integer, Double> first = bench.each("first", List.of(1, 2, 3, 4), 1, (item, trial) -> 1.0 * item);
            double sum = first.values().stream().mapToDouble(v -> v).sum();
            sums.add(sum);
            bench.each("second", List.of(1, 2), 1, (item, trial) -> sum * item).values();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/3", "4/3", "1/0", "3", "1/2/3", "a/b", "", "-1/3", " 1/3", "1/9999999999"})
    void whatIsNoShardIsNamed(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shard.of(text))
                .withMessageContaining("i/n with i from 1 to n")
                .withMessageContaining("got " + text);
    }

    @Test
    void aShardHasAFolderOfItsOwn() {
        assertThat(Shard.of("3/8")).isEqualTo(new Shard(3, 8));
        assertThat(Shard.of("3/8").folder(folder)).isEqualTo(folder.resolve("shard-3-of-8"));
    }

    @Test
    void whatCannotBeMergedIsNamed() {
        assertThatThrownBy(() -> Merge.of(List.of(folder)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("there is no store in " + folder);
        assertThatThrownBy(() -> Merge.of(List.of(folder.resolve("nowhere"))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("nowhere");
        shard(independent(), 1, 2);
        shard(independent().seed(6), 2, 2);
        assertThatThrownBy(() -> Merge.of(List.of(folder)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("shard-2-of-2 is of another run")
                .hasMessageContaining("seed: 5 in the store, 6 now");
    }

    /** The same cell with the same value from two stores is one; times may differ, values may not. */
    @Test
    void storesThatOverlapAreJoined() {
        Recipe recipe = Recipe.local("study", Map.of("a", "1"), 2);
        Outcome quick = new Outcome(0.5, "", 3, 10, 10);
        Outcome slow = new Outcome(0.5, "", 3, 99, 98);
        put("one", recipe, "x", quick);
        put("one", recipe, "y", quick);
        put("two", recipe, "y", slow);
        put("two", recipe, "z", slow);
        Contents both =
                Merge.of(List.of(folder.resolve("one"), folder.resolve("two"))).into(folder.resolve("both"));
        assertThat(both.keys()).extracting(CellKey::item).containsExactly("x", "y", "z");
        assertThat(both.outcome(new CellKey("g", "y", 0), null)).isEqualTo(quick);
        put("three", recipe, "z", new Outcome(0.75, "", 3, 1, 1));
        Merge conflict = Merge.of(List.of(folder.resolve("both"), folder.resolve("three")));
        assertThatThrownBy(() -> conflict.into(folder.resolve("all")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the cell g [z] #0 has one outcome")
                .hasMessageContaining("three");
    }

    private void put(String name, Recipe recipe, String item, Outcome outcome) {
        try (Store store = Store.open(folder.resolve(name), recipe)) {
            store.put(new CellKey("g", item, 0), outcome);
        }
    }
}
