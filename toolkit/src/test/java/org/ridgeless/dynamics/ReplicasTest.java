package org.ridgeless.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Nets;

/** Replicas of shapes that fill whole tiles of the products and leave rests, with other seeds, data and step sizes. */
class ReplicasTest {
    private static final Data DATA = Data.separable(20, 3).gap(0.3).seed(1);

    private static Descent descent(long seed) {
        return Descent.of(Nets.relu(3, 5, 1).seed(seed), DATA)
                .loss(Loss.LOGISTIC)
                .rate(0.1)
                .record(Probe.loss())
                .at(Times.every(5));
    }

    @Test
    void anInterruptionLeavesEachReplicaInItsPlaceWithWhatItHas() {
        Thread caller = Thread.currentThread();
        Probe interrupting = Probe.named("interrupting", state -> {
            if (state.step() == 10) {
                caller.interrupt();
                Thread.sleep(60_000);
            }
            return state.step();
        });
        Run[] runs = Replicas.of(descent(1), descent(2).record(interrupting), descent(3))
                .threads(1)
                .run(20);
        assertThat(runs).hasSize(3);
        assertThat(runs[0].ending()).isEqualTo(Ending.COMPLETED);
        assertThat(runs[0].net().parameters())
                .containsExactly(descent(1).run(20).net().parameters());
        assertThat(runs[1].ending()).isEqualTo(Ending.INTERRUPTED);
        assertThat(runs[1].partial()).isTrue();
        assertThat(runs[1].lastStep()).isEqualTo(10);
        assertThat(runs[1].values(interrupting)).containsExactly(0, 5);
        Run whole = descent(2).run(20);
        assertThat(descent(2).resume(runs[1].checkpoint()).run(10).net().parameters())
                .containsExactly(whole.net().parameters());
        assertThat(runs[2].ending()).isEqualTo(Ending.INTERRUPTED);
        assertThat(runs[2].lastStep()).isZero();
        assertThat(runs[2].steps()).isEmpty();
        assertThat(runs[2].values(Probe.loss())).isEmpty();
        assertThat(descent(3).resume(runs[2].checkpoint()).run(20).net().parameters())
                .containsExactly(descent(3).run(20).net().parameters());
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void replicasThatWereResumedAndNotReachedKeepTheirStep() {
        Checkpoint half = descent(3).run(8).checkpoint();
        Thread.currentThread().interrupt();
        Run[] runs = Replicas.of(descent(3).at(Times.at(0)).resume(half)).run(2_000_000_000);
        assertThat(runs[0].ending()).isEqualTo(Ending.INTERRUPTED);
        assertThat(runs[0].lastStep()).isGreaterThanOrEqualTo(8);
    }

    @Test
    void aReplicaThatFailsNamesWhatFailed() {
        Descent bad = descent(1).schedule(t -> -1);
        assertThatThrownBy(() -> Replicas.of(descent(1), bad).run(5)).hasMessageContaining("factor -1.0");
    }

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
