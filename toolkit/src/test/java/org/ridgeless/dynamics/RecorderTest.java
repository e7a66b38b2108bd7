package org.ridgeless.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ridgeless.curvature.Sharpness;
import org.ridgeless.data.Data;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Nets;

/** What a probe does wrong costs the measurement, never the run. */
class RecorderTest {
    private static final int BAD_STEP = 6;
    private static final Descent DESCENT = Descent.of(
                    Nets.linear(3, 1).seed(1), Data.separable(20, 3).gap(0.3).seed(1))
            .loss(Loss.LOGISTIC)
            .rate(0.1)
            .at(Times.every(3));

    /** Not one of the errors of Java: how a kernel takes a cell away from its thread. */
    private static final class Leave extends Error {
        private static final long serialVersionUID = 1;
    }

    private static Run run(Probe.Row row) {
        return DESCENT.record(
                        Probe.loss(),
                        Probe.numbers("own", state -> state.step() < BAD_STEP ? new double[] {1, 2} : row.of(state)))
                .run(10);
    }

    static Stream<Error> errors() {
        return Stream.of(
                new OutOfMemoryError("of the test"),
                new StackOverflowError("of the test"),
                new AssertionError("of the test"),
                new NoClassDefFoundError("of the test"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anErrorOfJavaInAProbeLeavesTheRunUpToIt(Error error) {
        Run run = run(state -> {
            throw error;
        });
        assertThat(run.ending()).isEqualTo(Ending.PROBE_FAILED);
        assertThat(run.lastStep()).isEqualTo(BAD_STEP);
        assertThat(run.values(Probe.loss())).hasSize(2);
        assertThat(run.cause()).hasMessageContaining("own").hasMessageContaining("step 6");
        assertThat(run.cause().getCause()).isSameAs(error);
    }

    @Test
    void anErrorOfJavaInAStoppingRuleLeavesTheRunUpToIt() {
        Run run = DESCENT.stop(Stop.when("deep", state -> {
                    throw new StackOverflowError();
                }))
                .run(10);
        assertThat(run.ending()).isEqualTo(Ending.PROBE_FAILED);
        assertThat(run.cause()).hasMessageContaining("stopping rule \"deep\"");
    }

    @Test
    void anErrorThatIsNotOfJavaPassesThrough() {
        assertThatThrownBy(() -> run(state -> {
                    throw new Leave();
                }))
                .isInstanceOf(Leave.class);
    }

    @Test
    void anInterruptedProbeInterruptsTheRun() {
        Run run = run(state -> {
            throw new InterruptedException();
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(run.ending()).isEqualTo(Ending.INTERRUPTED);
        assertThat(run.lastStep()).isEqualTo(BAD_STEP);
        assertThat(run.values(Probe.loss())).hasSize(2);
        Run stopped = DESCENT.stop(Stop.when("slow", state -> {
                    throw new InterruptedException();
                }))
                .run(10);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(stopped.ending()).isEqualTo(Ending.INTERRUPTED);
    }

    @Test
    void anInterruptionWithinAMeasureOfTheToolkitInterruptsTheRun() {
        Run run = run(state -> {
            Thread.currentThread().interrupt();
            return new double[] {
                Sharpness.of(state.net(), state.data(), state.loss()).hessian(), 0
            };
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(run.ending()).isEqualTo(Ending.INTERRUPTED);
    }

    @Test
    void aProbeMayUseItsArrayAgain() {
        double[] buffer = new double[1];
        Probe step = Probe.numbers("step", state -> {
            buffer[0] = state.step();
            return buffer;
        });
        assertThat(DESCENT.record(step).run(7).values(step)).containsExactly(0, 3, 6, 7);
    }

    @Test
    void aNumberThatAProbeDoesNotGiveIsRefused() {
        Probe two = Probe.numbers("two", state -> new double[] {state.step(), 2});
        Run run = DESCENT.record(two).run(3);
        assertThat(run.values(two, 1)).containsOnly(2);
        for (int column : new int[] {-1, 2}) {
            assertThatThrownBy(() -> run.values(two, column))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the probe \"two\" gives the numbers 0 to 1, got " + column);
        }
    }

    @Test
    void aProbeThatChangesTheCountOfItsNumbersIsNamedWithBoth() {
        Run longer = run(state -> new double[] {1, 2, 3});
        assertThat(longer.ending()).isEqualTo(Ending.PROBE_FAILED);
        assertThat(longer.cause()).hasMessageContaining("\"own\"").hasMessageContaining("2 numbers as before, got 3");
        assertThat(longer.values(Probe.loss())).hasSize(2);
        Run none = run(state -> null);
        assertThat(none.ending()).isEqualTo(Ending.PROBE_FAILED);
        assertThat(none.cause()).hasMessageContaining("\"own\"").hasMessageContaining("2 numbers, got null");
    }

    @Test
    void aProbeWithoutNumbersFromTheStartIsNamed() {
        Run run = DESCENT.record(Probe.numbers("nothing", state -> null)).run(7);
        assertThat(run.ending()).isEqualTo(Ending.PROBE_FAILED);
        assertThat(run.cause()).hasMessageContaining("\"nothing\"").hasMessageContaining("step 0");
    }
}
