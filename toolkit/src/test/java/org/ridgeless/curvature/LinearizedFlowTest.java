package org.ridgeless.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.GradientFlow;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
import org.ridgeless.nets.WeightDecay;

class LinearizedFlowTest {
    private static final Data DATA =
            Data.regression(new double[][] {{1, 0.5}, {-0.5, 2}, {1.5, -1}}, new double[][] {{1}, {-1}, {0.5}});

    /** On least squares the flow is linear, and one step of Newton's method is exact. */
    @Test
    void isTheFlowItselfForALinearModel() {
        Net net = Nets.linear(2, 1).withParameters(0.3, -0.7);
        LinearizedFlow flow = LinearizedFlow.near(Risk.of(net, DATA, Loss.SQUARE), 3, 4);
        double[] run = GradientFlow.of(net, DATA)
                .loss(Loss.SQUARE)
                .tolerance(1e-12, 1e-14)
                .run(0.8)
                .net()
                .parameters();
        assertThat(flow.at(0.8, net.parameters())).containsExactly(run, within(1e-10));
        assertThat(flow.at(0, 0.3, -0.7)).containsExactly(new double[] {0.3, -0.7}, within(1e-15));
    }

    @Test
    void leavesASecondOrderErrorForANetwork() {
        Net net = Nets.tanh(2, 3, 1).seed(4);
        WeightDecay decay = WeightDecay.all(0.05);
        double[] low = Descent.of(net, DATA)
                .loss(Loss.SQUARE)
                .decay(decay)
                .rate(0.3)
                .run(3000)
                .net()
                .parameters();
        Risk risk = Risk.of(net, DATA, Loss.SQUARE).decay(decay);
        LinearizedFlow flow = LinearizedFlow.near(risk, low);
        assertThat(Vectors.norm(risk.gradient(flow.minimum()))).isLessThan(1e-14);
        double[] errors = new double[2];
        for (int k = 0; k < 2; k++) {
            double[] start = flow.minimum();
            for (int i = 0; i < start.length; i++) {
                start[i] += (k + 1) * 1e-3 * Math.cos(1 + i);
            }
            double[] run = GradientFlow.of(net.withParameters(start), DATA)
                    .loss(Loss.SQUARE)
                    .decay(decay)
                    .tolerance(1e-12, 1e-14)
                    .run(2)
                    .net()
                    .parameters();
            errors[k] = Vectors.norm(Vectors.subtract(run, flow.at(2, start)));
        }
        assertThat(errors[1] / errors[0]).isCloseTo(4, within(0.02));
    }

    @Test
    void refusesDegenerateMinima() {
        Data one = Data.regression(new double[][] {{1, 2}}, new double[][] {{1}});
        Risk risk = Risk.of(Nets.linear(2, 1), one, Loss.SQUARE);
        assertThatThrownBy(() -> LinearizedFlow.near(risk, 0.2, 0.4))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("weight decay");
    }
}
