package org.ridgeless.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ridgeless.data.Data;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;

class ResumeTest {
    private static final Data DATA = Data.separable(20, 3).gap(0.3).seed(1);
    private static final Net NET = Nets.tanh(3, 5, 1).biased().seed(2);

    @TempDir
    Path folder;

    /** Momentum of one's own, with a memory. */
    private static Update runningSum(int parameters) {
        double[] sum = new double[parameters];
        return new Update() {
            @Override
            public void move(double[] w, double[] g, double rate) {
                for (int i = 0; i < w.length; i++) {
                    sum[i] = 0.8 * sum[i] + g[i];
                    w[i] -= rate * sum[i];
                }
            }

            @Override
            public double[][] memory() {
                return new double[][] {sum};
            }
        };
    }

    static Stream<Descent> descents() {
        Optimizer cubic = Optimizer.custom("cubic", (w, g, rate) -> {
            for (int i = 0; i < w.length; i++) {
                w[i] -= rate * g[i] * g[i] * g[i];
            }
        });
        Descent plain = Descent.of(NET, DATA).loss(Loss.SQUARE).rate(0.02).seed(4);
        Descent exponential = Descent.of(NET, DATA).loss(Loss.EXPONENTIAL).rate(0.02);
        return Stream.of(
                plain,
                plain.batch(3),
                plain.epochs(3),
                exponential.lossScaled(),
                plain.epochs(3).optimizer(Optimizer.heavyBall(0.9)).schedule(Schedule.cosine(50)),
                plain.batch(3).optimizer(Optimizer.nesterov(0.9)).clip(0.1),
                plain.batch(4).optimizer(Optimizer.adam()).decay(0.1),
                plain.optimizer(Optimizer.muon(0.9)),
                plain.optimizer(Optimizer.halpern()),
                plain.batch(5).optimizer(Optimizer.withMemory("running sum", ResumeTest::runningSum)),
                plain.epochs(7).optimizer(cubic),
                plain.batch(7).temperature(0.01).labelNoise(0.2),
                plain.labelFlips(0.1),
                plain.feedback(Feedback.RANDOM),
                plain.feedback(Feedback.FRESH_MAGNITUDE));
    }

    @ParameterizedTest
    @MethodSource("descents")
    void aResumedRunIsBitForBitTheRunThatNeverEnded(Descent descent) {
        Run whole = descent.record(Probe.loss()).run(50);
        Run half = descent.run(23);
        String file = folder.resolve("half.bin").toString();
        half.checkpoint().save(file);
        Checkpoint read = Checkpoint.read(file);
        assertThat(read).isEqualTo(half.checkpoint());
        Run rest = descent.record(Probe.loss()).resume(read).run(27);
        assertThat(rest.lastStep()).isEqualTo(50);
        assertThat(rest.net().parameters()).containsExactly(whole.net().parameters());
        assertThat(rest.checkpoint()).isEqualTo(whole.checkpoint());
        double[] all = whole.values(Probe.loss());
        double[] later = rest.values(Probe.loss());
        assertThat(later[later.length - 1]).isEqualTo(all[all.length - 1]);
        assertThat(rest.steps()[0]).isEqualTo(23);
    }

    @ParameterizedTest
    @MethodSource("descents")
    void runsAreTheSameWhateverTheThreads(Descent descent) {
        double[] alone = descent.run(20).net().parameters();
        for (int threads : new int[] {1, 2, 7}) {
            for (Run run : Replicas.of(descent, descent, descent, descent)
                    .threads(threads)
                    .run(20)) {
                assertThat(run.net().parameters()).containsExactly(alone);
            }
        }
    }

    @Test
    void whatDoesNotFitIsRefused() throws IOException {
        Descent descent = Descent.of(NET, DATA).loss(Loss.SQUARE).rate(0.02);
        Checkpoint checkpoint = descent.run(3).checkpoint();
        assertThatThrownBy(() ->
                        descent.optimizer(Optimizer.adam()).resume(checkpoint).run(1))
                .hasMessageContaining("gradient descent")
                .hasMessageContaining("Adam");
        Descent other = Descent.of(Nets.tanh(3, 6, 1), DATA).loss(Loss.SQUARE).rate(0.02);
        assertThatThrownBy(() -> other.resume(checkpoint).run(1)).hasMessageContaining("26 parameters");
        Path junk = folder.resolve("junk");
        Files.writeString(junk, "something else that is longer than the first line");
        assertThatThrownBy(() -> Checkpoint.read(junk.toString())).hasMessageContaining("junk");
        assertThatThrownBy(() -> Checkpoint.read(folder.resolve("none").toString()))
                .hasMessageContaining("none");
        Path whole = folder.resolve("whole");
        checkpoint.save(whole.toString());
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(whole, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> Checkpoint.read(whole.toString())).hasMessageContaining("whole");
    }

    @Test
    void anotherProblemThanThatOfTheCheckpointIsRefusedWithBothValues() {
        Descent descent = Descent.of(NET, DATA)
                .loss(Loss.SQUARE)
                .rate(0.02)
                .temperature(0.01)
                .decay(0.5);
        Checkpoint half = descent.run(3).checkpoint();
        assertRefused(descent.loss(Loss.LOGISTIC), half, "square", "logistic");
        assertRefused(descent.decay(0.25), half, "decay 0.5", "decay 0.25");
        assertRefused(descent.temperature(0.02), half, "temperature 0.01", "0.02");
        assertRefused(descent.labelNoise(0.125), half, "label noise 0.0", "0.125");
        assertRefused(descent.labelFlips(0.125), half, "label flips 0.0", "0.125");
        Data larger = Data.separable(21, 3).gap(0.3).seed(1);
        Descent more = Descent.of(NET, larger).loss(Loss.SQUARE).rate(0.02);
        assertRefused(more.temperature(0.01).decay(0.5), half, "20", "21");
        Net relu = Nets.relu(3, 5, 1).biased().seed(2);
        Descent other = Descent.of(relu, DATA).loss(Loss.SQUARE).rate(0.02);
        assertRefused(other.temperature(0.01).decay(0.5), half, "tanh", "ReLU");
        GradientFlow flow = GradientFlow.of(NET, DATA).loss(Loss.SQUARE);
        Checkpoint flowed = flow.run(1).checkpoint();
        assertThatThrownBy(() -> flow.loss(Loss.LOGISTIC).resume(flowed).run(2))
                .hasMessageContaining("square")
                .hasMessageContaining("logistic");
    }

    private static void assertRefused(Descent descent, Checkpoint checkpoint, String one, String other) {
        assertThatThrownBy(() -> descent.resume(checkpoint).run(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(one)
                .hasMessageContaining(other);
    }

    @Test
    void anotherStepSizeScheduleOrClippingMayGoOn() {
        Descent descent = Descent.of(NET, DATA).loss(Loss.SQUARE).rate(0.02).optimizer(Optimizer.adam());
        Checkpoint half = descent.run(3).checkpoint();
        assertThat(descent.rate(0.01).resume(half).run(2).lastStep()).isEqualTo(5);
        assertThat(descent.schedule(Schedule.cosine(9)).resume(half).run(2).lastStep())
                .isEqualTo(5);
        assertThat(descent.clip(0.1).resume(half).run(2).lastStep()).isEqualTo(5);
    }

    @Test
    void aCheckpointOfTheFirstFormatCanStillBeRead() throws IOException {
        Descent descent = Descent.of(NET, DATA).loss(Loss.SQUARE).rate(0.02).batch(3);
        Checkpoint half = descent.run(23).checkpoint();
        Path file = folder.resolve("new");
        half.save(file.toString());
        Path old = folder.resolve("old");
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file));
                DataOutputStream out = new DataOutputStream(Files.newOutputStream(old))) {
            assertThat(in.readUTF()).isEqualTo("ridgeless checkpoint 2");
            out.writeUTF("ridgeless checkpoint 1");
            out.writeUTF(in.readUTF());
            int said = in.readInt();
            for (int i = 0; i < 2 * said; i++) {
                in.readUTF();
            }
            out.write(in.readAllBytes());
        }
        Run rest = descent.resume(Checkpoint.read(old.toString())).run(27);
        assertThat(rest.net().parameters())
                .containsExactly(descent.run(50).net().parameters());
    }

    @Test
    void stoppingRulesEndARunAtTheNextMeasurement() {
        Descent descent = Descent.of(NET, DATA).loss(Loss.LOGISTIC).rate(0.2);
        Run run = descent.stop(Stop.lossBelow(0.3))
                .record(Probe.loss())
                .at(Times.every(7))
                .run(10_000);
        double[] loss = run.values(Probe.loss());
        assertThat(run.ending()).isEqualTo(Ending.STOPPED);
        assertThat(run.partial()).isFalse();
        assertThat(loss[loss.length - 1]).isLessThan(0.3);
        assertThat(loss[loss.length - 2]).isGreaterThanOrEqualTo(0.3);
        assertThat(run.toString()).contains("loss < 0.3");
        Run failed = descent.stop(Stop.when("odd", state -> {
                    throw new java.io.IOException("no");
                }))
                .run(5);
        assertThat(failed.ending()).isEqualTo(Ending.PROBE_FAILED);
        assertThat(failed.cause()).hasMessageContaining("odd");
        assertThat(descent.stop(Stop.marginAbove(0)).run(5000).ending()).isEqualTo(Ending.STOPPED);
        assertThat(descent.stop(Stop.gradientBelow(1e9)).run(5000).lastStep()).isZero();
    }
}
