package org.ridgeless.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.lab.docs.Shown;
import org.ridgeless.models.LinearNetwork;
import org.ridgeless.models.collapse.CollapseSigns;
import org.ridgeless.models.collapse.CollapseState;
import org.ridgeless.models.collapse.FreeFeatures;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.random.Seeds;

class ModelsTest {
    @Test
    void freeFeatures() {
        // @start region="free-features"
        FreeFeatures model = FreeFeatures.classes(40, 20, 10, 5).depth(2).decay(1e-3); // samples of each class
        CollapseState end = model.start(7).descend(0.5, 0.9, 200); // rate, momentum, steps
        double[] gains = end.gains(); // of the classes
        // @end
        assertThat(gains).hasSize(4);
    }

    @Test
    void linearNetwork() {
        // @start region="linear-network"
        LinearNetwork net = LinearNetwork.balanced(1, Seeds.of(1), 3, 2, 3);
        double[] imbalance = net.imbalance(1); // [0, 0, 0, 0], 2 × 2: flow from here keeps it
        // @end
        Shown.in("linear-network", (Object) imbalance);
    }

    @Test
    void collapseSigns() {
        // @start region="collapse-signs"
        Data data = Data.classes(new double[][] {{1, 0}, {1, 0}, {0, 1}, {0, 1}}, 0, 0, 1, 1);
        Net net = Nets.linear(2, 2, 2).withParameters(1, 0, 0, 1, 1, 0, 0, 1); // its features are the inputs
        CollapseSigns signs = CollapseSigns.of(net, data);
        double within = signs.withinClass(); // 0: both samples of a class have one feature
        double[] cosines = signs.cosines(); // [-1] = −1 / (C − 1)
        // @end
        Shown.in("collapse-signs", within, cosines);
    }
}
