package org.ridgeless.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.ChildJvm;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.linalg.dense.DenseKernels;
import org.ridgeless.losses.Loss;

/** Networks train in a Java without the vector module, and where its kernels do not load, to the same numbers. */
class PlainJvmTest {
    /** What the other process does. */
    static final class SmallDescent {
        private SmallDescent() {}

        public static void main(String[] args) {
            System.out.println(DenseKernels.best().name());
            for (double weight : weights()) {
                System.out.println(weight);
            }
        }

        static double[] weights() {
            Net net = Nets.relu(7, 33, 17, 1).seed(3);
            return Descent.of(net, Data.randomLabels(29, 7).seed(1))
                    .loss(Loss.LOGISTIC)
                    .rate(0.1)
                    .run(50)
                    .net()
                    .parameters();
        }
    }

    private static void assertSameNumbersOnPlainLoops(List<String> lines) {
        assertThat(lines.get(0)).isEqualTo(DenseKernels.plain().name());
        double[] weights =
                lines.stream().skip(1).mapToDouble(Double::parseDouble).toArray();
        // Kernels differ by rounding, and fifty steps multiply that a little.
        assertThat(weights).containsExactly(SmallDescent.weights(), within(1e-12));
    }

    @Test
    void withoutTheVectorModule() throws Exception {
        assertSameNumbersOnPlainLoops(ChildJvm.with().run(SmallDescent.class));
    }

    @Test
    void withVectorKernelsThatDoNotLoad(@TempDir Path folder) throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.write(services.resolve(DenseKernels.class.getName()), Arrays.asList("org.ridgeless.Missing"));
        assertSameNumbersOnPlainLoops(ChildJvm.with("--add-modules", "jdk.incubator.vector")
                .first(folder)
                .run(SmallDescent.class));
    }
}
