package org.ridgeless.dynamics.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.api.Test;

class DormandPrinceTest {
    /** Kepler's problem with eccentricity 0.6, period 2π. */
    private static final RightHandSide KEPLER = (t, y, into) -> {
        double r3 = Math.pow(y[0] * y[0] + y[1] * y[1], 1.5);
        into[0] = y[2];
        into[1] = y[3];
        into[2] = -y[0] / r3;
        into[3] = -y[1] / r3;
    };

    private static final double[] PERIHELION = {0.4, 0, 0, 2};

    private static final RightHandSide PERIODIC = (t, y, into) -> into[0] = y[0] * Math.cos(t);

    @Test
    void globalErrorShrinksLikeTheFifthPowerOfTheStep() {
        double order = Math.log(errorAtThree(80) / errorAtThree(160)) / Math.log(2);
        assertThat(order).isCloseTo(5, within(0.1));
    }

    private static double errorAtThree(int steps) {
        DormandPrince solver = DormandPrince.of(PERIODIC, 1, 1e-8, 1e-8);
        solver.start(0, 1);
        for (int i = 0; i < steps; i++) {
            solver.fixedStep(3.0 / steps);
        }
        return Math.abs(solver.state()[0] - Math.exp(Math.sin(3)));
    }

    @Test
    void aRelativeToleranceAloneTakesUnknownsThatStartAtOrStayAtZero() {
        DormandPrince solver = DormandPrince.of(
                (t, y, into) -> {
                    into[0] = 1 - y[0];
                    into[1] = 0;
                    into[2] = -y[2];
                },
                3,
                1e-9,
                0);
        solver.start(0, 0, 0, 2);
        while (solver.time() < 2) {
            assertThat(solver.step(2)).isTrue();
        }
        double[] exact = {-Math.expm1(-2), 0, 2 * Math.exp(-2)};
        assertThat(solver.state()).containsExactly(exact, within(1e-8));
        assertThat(solver.state()[1]).isZero();
        assertThat(solver.accepted()).isLessThan(1000);
    }

    @Test
    void aRelativeToleranceAloneTakesAStateOfZeros() {
        DormandPrince solver = DormandPrince.of((t, y, into) -> into[0] = Math.cos(t), 1, 1e-9, 0);
        solver.start(0, 0);
        while (solver.time() < 1) {
            assertThat(solver.step(1)).isTrue();
        }
        assertThat(solver.state()[0]).isCloseTo(Math.sin(1), within(1e-8));
        assertThat(solver.accepted()).isLessThan(1000);
    }

    @Test
    void anErrorInAnUnknownThatOnlyARelativeToleranceMeasuresAtZeroEndsInVain() {
        // The unknown turns around within each step, so that no step has an error below its own size.
        DormandPrince solver = DormandPrince.of((t, y, into) -> into[0] = y[0] > 0 ? -1 : 1, 1, 1e-9, 0);
        solver.start(1, 0);
        while (solver.accepted() < 1000 && solver.step(2)) {
            assertThat(solver.state()[0]).isFinite();
        }
        assertThat(solver.rejected()).isPositive();
    }

    @Test
    void denseOutputOfOneStepErrsLikeTheFifthPowerOfItsLength() {
        double order = Math.log(denseError(0.04) / denseError(0.02)) / Math.log(2);
        assertThat(order).isCloseTo(5, within(0.1));
    }

    private static double denseError(double h) {
        DormandPrince solver = DormandPrince.of(PERIODIC, 1, 1e-8, 1e-8);
        solver.start(0.3, Math.exp(Math.sin(0.3)));
        solver.fixedStep(h);
        double worst = 0;
        double[] y = new double[1];
        for (int i = 0; i <= 50; i++) {
            double t = 0.3 + h * i / 50;
            solver.at(Math.min(t, solver.time()), y);
            worst = Math.max(worst, Math.abs(y[0] - Math.exp(Math.sin(t))));
        }
        return worst;
    }

    @Test
    void polynomialsUpToTheOrderAreExact() {
        DormandPrince solver = DormandPrince.of(
                (t, y, into) -> {
                    into[0] = 5 * Math.pow(t, 4);
                    into[1] = 4 * Math.pow(t, 3);
                    into[2] = 6 * Math.pow(t, 5);
                },
                3,
                1e-8,
                1e-8);
        solver.start(0, 0, 0, 0);
        solver.fixedStep(1);
        assertThat(solver.state()[0]).isCloseTo(1, within(1e-14));
        assertThat(Math.abs(solver.state()[2] - 1)).as("degree 6 is beyond it").isGreaterThan(1e-6);
        double[] half = new double[3];
        solver.at(0.5, half);
        assertThat(half[1]).isCloseTo(1.0 / 16, within(1e-14));
    }

    @Test
    void adaptiveStepsAgreeWithAnotherIntegratorAtItsTightestTolerance() {
        OrdinaryDifferentialEquation equation = new OrdinaryDifferentialEquation() {
            @Override
            public int getDimension() {
                return 4;
            }

            @Override
            public double[] computeDerivatives(double t, double[] y) {
                double[] into = new double[4];
                KEPLER.at(t, y, into);
                return into;
            }
        };
        double[] expected = new DormandPrince853Integrator(1e-12, 1, 1e-14, 1e-14)
                .integrate(equation, new ODEState(0, PERIHELION), 20)
                .getPrimaryState();
        double loose = 0;
        for (double tolerance : new double[] {1e-6, 1e-9, 1e-12}) {
            DormandPrince solver = DormandPrince.of(KEPLER, 4, tolerance, tolerance);
            solver.start(0, PERIHELION);
            while (solver.time() < 20) {
                assertThat(solver.step(20)).isTrue();
            }
            double error = Math.hypot(solver.state()[0] - expected[0], solver.state()[1] - expected[1]);
            assertThat(error).isLessThan(2000 * tolerance);
            assertThat(loose == 0 || error < loose / 100).isTrue();
            loose = error;
            assertThat(solver.evaluations()).isEqualTo(2 + 6 * (solver.accepted() + solver.rejected()));
        }
    }

    @Test
    void aSolutionThatCeasesToExistEndsWhereItDoes() {
        DormandPrince solver = DormandPrince.of((t, y, into) -> into[0] = y[0] * y[0], 1, 1e-8, 1e-8);
        solver.start(0, 1);
        int steps = 0;
        while (solver.time() < 2 && solver.step(2) && steps < 100_000) {
            steps++;
        }
        assertThat(solver.time()).isCloseTo(1, within(1e-6));
        assertThat(steps).isLessThan(10_000);
    }

    @Test
    void whatMakesNoSenseIsNamed() {
        assertThatThrownBy(() -> DormandPrince.of(KEPLER, 4, 0, 0)).hasMessageContaining("not both 0");
        DormandPrince solver = DormandPrince.of(KEPLER, 4, 1e-8, 1e-8);
        assertThatThrownBy(() -> solver.start(0, 1, 2)).hasMessageContaining("4 unknowns, got 2");
        solver.start(0, PERIHELION);
        assertThatThrownBy(() -> solver.step(0)).hasMessageContaining("got 0.0");
        solver.step(1);
        assertThatThrownBy(() -> solver.at(-1, new double[4])).hasMessageContaining("-1.0");
    }
}
