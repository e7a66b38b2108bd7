package org.ridgeless.sweeps.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A study of two jobs: three numbers, and their sum, which needs them. */
class WorkshopTest {
    static final class TwoJobs implements Recipe.Maker {
        @Override
        public Recipe.Replayable make(Recipe recipe, ClassLoader loader) {
            return runner -> {
                Numbers first = new Numbers(recipe, "first", 3);
                runner.run(first);
                double sum = first.taken.values().stream()
                        .mapToDouble(outcome -> (double) outcome.value())
                        .sum();
                Numbers second = new Numbers(recipe, "sum", 1);
                second.plus = sum;
                runner.run(second);
            };
        }
    }

    private static final class Numbers implements Job {
        final Recipe recipe;
        final String group;
        final int size;
        final Map<Integer, Outcome> taken = new HashMap<>();
        double plus;

        Numbers(Recipe recipe, String group, int size) {
            this.recipe = recipe;
            this.group = group;
            this.size = size;
        }

        @Override
        public String label() {
            return group;
        }

        @Override
        public Recipe recipe() {
            return recipe;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public CellKey key(int index) {
            return new CellKey(group, "number", index);
        }

        @Override
        public Outcome compute(int index) {
            return new Outcome(recipe.seed() * (index + 1.0) + plus, "", recipe.seed(), 0, 0);
        }

        @Override
        public void finished(int index, Outcome outcome) {
            taken.put(index, outcome);
        }

        @Override
        public Map<CellKey, Outcome> earlier() {
            return Map.of();
        }

        @Override
        public ClassLoader loader() {
            return WorkshopTest.class.getClassLoader();
        }
    }

    private static final Recipe RECIPE = new Recipe(TwoJobs.class.getName(), "two jobs", Map.of(), 10);
    private static final ClassLoader LOADER = WorkshopTest.class.getClassLoader();

    @Test
    void aCellIsComputedAsItsStudyComputesIt() {
        Workshop shop = Workshop.of(RECIPE, LOADER);
        assertThat(shop.compute(new CellKey("first", "number", 1)).value()).isEqualTo(20.0);
        assertThat(shop.compute(new CellKey("first", "number", 2)).value()).isEqualTo(30.0);
    }

    @Test
    void aLaterCellNeedsWhatIsKnownOfTheEarlierOnes() {
        Workshop shop = Workshop.of(RECIPE, LOADER);
        CellKey sum = new CellKey("sum", "number", 0);
        assertThatThrownBy(() -> shop.compute(sum))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("whose outcome is not known here");
        Map<CellKey, Outcome> earlier = new HashMap<>();
        for (int i = 0; i < 3; i++) {
            earlier.put(new CellKey("first", "number", i), new Outcome(i + 0.5, "", 0, 0, 0));
        }
        shop.learn(earlier);
        assertThat(shop.compute(sum).value()).isEqualTo(10 + 4.5);
        // What is learned later takes the place of what was known.
        shop.learn(Map.of(new CellKey("first", "number", 0), new Outcome(100.0, "", 0, 0, 0)));
        assertThat(shop.compute(sum).value()).isEqualTo(10 + 104.0);
    }

    @Test
    void aCellThatThereIsNotIsNamed() {
        Workshop shop = Workshop.of(RECIPE, LOADER);
        Map<CellKey, Outcome> all = new HashMap<>();
        for (int i = 0; i < 3; i++) {
            all.put(new CellKey("first", "number", i), new Outcome(1.0, "", 0, 0, 0));
        }
        all.put(new CellKey("sum", "number", 0), new Outcome(1.0, "", 0, 0, 0));
        shop.learn(all);
        assertThatThrownBy(() -> shop.compute(new CellKey("third", "number", 7)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("third [number] #7");
    }

    @Test
    void recipesKeepTheirOptionsAndNeedAName() {
        Map<String, String> options = new LinkedHashMap<>(Map.of("width", "4"));
        Recipe local = Recipe.local("a study of lambdas", options, 3);
        options.put("width", "5");
        assertThat(local.options()).containsEntry("width", "4");
        assertThat(local.isNamed()).isFalse();
        assertThatThrownBy(() -> Workshop.of(local, LOADER))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a study of lambdas");
        Recipe unknown = new Recipe("no.such.Maker", "lost", Map.of(), 1);
        assertThatThrownBy(() -> unknown.open(LOADER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no.such.Maker");
    }

    /** A part of a job has the cells of the whole under other numbers, and shows what is finished to its witness first. */
    @Test
    void aPartOfAJobIsThatPartOfTheWhole() {
        Numbers whole = new Numbers(RECIPE, "first", 5);
        List<Integer> seen = new ArrayList<>();
        int[] indices = {4, 1};
        PartOfJob part = new PartOfJob(whole, indices, (outcome, index) -> {
            assertThat(whole.taken).doesNotContainKey(index);
            seen.add(index);
        });
        indices[0] = 0;
        assertThat(part.size()).isEqualTo(2);
        assertThat(part.key(0)).isEqualTo(whole.key(4));
        assertThat(part.compute(1).value()).isEqualTo(whole.compute(1).value());
        assertThat(part.lot(0)).isEqualTo(whole.lot(4));
        part.finished(0, part.compute(0));
        assertThat(seen).containsExactly(4);
        assertThat(whole.taken.get(4).value()).isEqualTo(50.0);
        assertThat(part.label()).isEqualTo("first");
        assertThat(part.recipe()).isEqualTo(RECIPE);
        assertThat(part.picture()).isEmpty();
        assertThat(part.goesOnInParts()).isFalse();
        assertThat(part.loader()).isSameAs(LOADER);
    }
}
