package org.ridgeless.landscape.slices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.curvature.Sharpness;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
import org.ridgeless.random.Seeds;

class LossSliceTest {
    private static final Data DATA = Data.randomLabels(20, 3).seed(1);
    private static final Net NET = Nets.tanh(3, 4, 1).seed(2);

    @Test
    void theMapHasARowForEachYAndTheRiskInIt() {
        LossMap map = LossSlice.random(NET, DATA, Loss.SQUARE, Seeds.of(1))
                .range(0.5)
                .grid(5)
                .map();
        LossSlice slice = LossSlice.random(NET, DATA, Loss.SQUARE, Seeds.of(1));
        Risk risk = Risk.of(NET, DATA, Loss.SQUARE);
        assertThat(map.values()[2][2]).isEqualTo(risk.value(NET.parameters()));
        assertThat(map.values()[1][4]).isEqualTo(risk.value(slice.at(0.5, -0.25).parameters()));
        assertThat(map.chart().caption()).contains("loss on a plane");
    }

    /** A linear network on square loss is a paraboloid, with the two largest curvatures along the axes. */
    @Test
    void alongEigenvectorsTheLossIsItsQuadraticModel() {
        Net net = Nets.linear(3, 1).seed(3);
        double top = Sharpness.of(net, DATA, Loss.SQUARE).hessian();
        Risk risk = Risk.of(net, DATA, Loss.SQUARE);
        LossSlice slice = LossSlice.eigenvectors(net, DATA, Loss.SQUARE);
        double here = risk.value(net.parameters());
        double up = risk.value(slice.at(0.3, 0).parameters());
        double down = risk.value(slice.at(-0.3, 0).parameters());
        assertThat((up + down - 2 * here) / 0.09).isCloseTo(top, within(1e-10));
    }

    @Test
    void randomFiltersAreAsLongAsThoseOfTheNetwork() {
        LossSlice slice = LossSlice.random(NET, DATA, Loss.SQUARE, Seeds.of(1));
        double[] u = Vectors.subtract(slice.at(1, 0).parameters(), NET.parameters());
        double[][] direction = NET.withParameters(u).weights(1);
        for (int k = 0; k < 4; k++) {
            assertThat(Vectors.norm(direction[k])).isCloseTo(Vectors.norm(NET.weights(1)[k]), within(1e-14));
        }
    }

    @Test
    void aPlaneThroughThreeNetworksHoldsThem() {
        Net second = NET.seed(5);
        Net third = NET.seed(6);
        LossSlice slice = LossSlice.through(NET, second, third, DATA, Loss.SQUARE);
        for (Net net : new Net[] {NET, second, third}) {
            double[] at = slice.coordinates(net);
            assertThat(slice.at(at[0], at[1]).parameters()).containsExactly(net.parameters(), within(1e-14));
        }
        assertThat(slice.coordinates(second)[1]).isCloseTo(0, within(1e-14));
        assertThatThrownBy(() -> LossSlice.through(NET, second, second, DATA, Loss.SQUARE))
                .hasMessageContaining("not on one line");
        assertThatThrownBy(() -> LossSlice.through(NET, second, Nets.tanh(3, 5, 1), DATA, Loss.SQUARE))
                .hasMessageContaining("16 and 20 parameters");
        assertThatThrownBy(() -> slice.range(0)).hasMessageContaining("> 0");
    }

    /** (ab − 1)²/2 has its minima on a hyperbola: over the line between (2, ½) and (½, 2) it rises to (25/16 − 1)²/2. */
    @Test
    void theBarrierOfAProductIsOverThePathAndAroundItThereIsNone() {
        Net product = Nets.linear(1, 1, 1);
        Data one = Data.regression(new double[][] {{1}}, new double[][] {{1}});
        ModeConnection line =
                ModeConnection.line(product.withParameters(2, 0.5), product.withParameters(0.5, 2), one, Loss.SQUARE);
        double rise = 25.0 / 16 - 1;
        assertThat(line.barrier()).isCloseTo(rise * rise / 2, within(1e-15));
        ModeConnection bent = line.bent(200);
        assertThat(bent.barrier()).isLessThan(0.05 * line.barrier());
        assertThat(bent.at(0).parameters()).containsExactly(2, 0.5);
        assertThat(bent.at(1).parameters()).containsExactly(0.5, 2);
        assertThat(LossSlice.through(bent.at(0), bent.at(1), bent.bend(), one, Loss.SQUARE)
                        .grid(3)
                        .map()
                        .marks())
                .hasDimensions(3, 2);
        assertThatThrownBy(() -> line.at(1.5)).hasMessageContaining("got 1.5");
        assertThatThrownBy(() -> line.bent(0)).hasMessageContaining("got 0");
    }
}
