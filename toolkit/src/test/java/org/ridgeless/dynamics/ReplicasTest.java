package org.ridgeless.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Nets;

/** Replicas of shapes that fill whole tiles of the products and leave rests, with other seeds, data and step sizes. */
class ReplicasTest {
    @Test
    void wideReplicasAreTheDescentsAloneBitForBitWhateverTheThreads() {
        Descent[] descents = new Descent[4];
        for (int r = 0; r < descents.length; r++) {
            Data data = Data.separable(45, 6).gap(0.3).seed(r);
            descents[r] = Descent.of(Nets.relu(6, 37, 33, 1).seed(r), data)
                    .loss(Loss.EXPONENTIAL)
                    .rate(0.01 + 0.002 * r);
        }
        descents[3] = descents[3].batch(9).seed(5);
        for (int threads : new int[] {1, 2, 7}) {
            Run[] runs = Replicas.of(descents).threads(threads).run(25);
            for (int r = 0; r < descents.length; r++) {
                assertThat(runs[r].net().parameters())
                        .containsExactly(descents[r].run(25).net().parameters());
            }
        }
    }
}
