package org.ridgeless.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ItemTextTest {
    enum Weights {
        NORMAL,
        ONE_PIXEL
    }

    enum Kind {
        A_KIND {
            @Override
            public String toString() {
                return "η = 1";
            }
        }
    }

    record Place(int dimension, double shrinkage) {}

    record Head(int depth, boolean balanced) {}

    record Layer(Weights weights, Head head) {}

    record Named(int n) {
        @Override
        public String toString() {
            return "n = " + n;
        }
    }

    record Text(String name) {}

    @Test
    void whatSaysHowItIsCalledIsCalledThat() {
        assertThat(ItemText.of(new Named(3))).isEqualTo("n = 3");
        assertThat(ItemText.of(Kind.A_KIND)).isEqualTo("η = 1");
        assertThat(ItemText.of(0.25)).isEqualTo("0.25");
        assertThat(ItemText.of("LESS, s = 6")).isEqualTo("LESS, s = 6");
    }

    @Test
    void constantsAndRecordsAreWords() {
        assertThat(ItemText.of(Weights.ONE_PIXEL)).isEqualTo("one pixel");
        assertThat(ItemText.of(new Place(16, 0.2))).isEqualTo("dimension 16, shrinkage 0.2");
        assertThat(ItemText.of(new Head(3, false))).isEqualTo("depth 3, not balanced");
        assertThat(ItemText.of(new Layer(Weights.NORMAL, new Head(1, true)))).isEqualTo("normal, depth 1, balanced");
        assertThat(ItemText.of(new Text("tree"))).isEqualTo("name tree");
        assertThat(ItemText.of(new Layer(null, null))).isEqualTo("weights null, head null");
    }
}
