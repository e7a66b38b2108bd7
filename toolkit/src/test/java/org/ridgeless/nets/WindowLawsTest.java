package org.ridgeless.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Affine;
import org.ridgeless.nets.layers.Architecture;
import org.ridgeless.nets.layers.BlockDiagonal;
import org.ridgeless.nets.layers.Chain;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Dropout;
import org.ridgeless.nets.layers.Elementwise;
import org.ridgeless.nets.layers.Fixed;
import org.ridgeless.nets.layers.Pool;
import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.Sliced;
import org.ridgeless.nets.layers.Standardize;
import org.ridgeless.nets.layers.Tied;
import org.ridgeless.nets.layers.WeightNormalized;
import org.ridgeless.nets.layers.Window;

/** What convolutions and pools of any window commute with, what they are where the window is extreme, and what is no layer. */
class WindowLawsTest {
    private static double[] wave(int length, long seed) {
        return new Random(seed).doubles(length, -1, 1).toArray();
    }

    private static void refuses(ThrowingCallable call, String... messages) {
        for (String message : messages) {
            assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
        }
    }

    /** As many rows as there are places at which the padded window lies on the padded grid. */
    @Test
    void gridsCountThePlacesOfTheWindow() {
        Random random = new Random(1);
        for (int trial = 0; trial < 300; trial++) {
            int side = 2 + random.nextInt(4);
            int stride = 1 + random.nextInt(4);
            int padding = random.nextInt(side);
            Shape image = Shape.image(2, side + random.nextInt(6), side + random.nextInt(6));
            Window window = Window.square(side).stride(stride).padding(padding);
            Shape grid =
                    Nets.on(image).convolution(3, window, Activations.LINEAR).shape();
            assertThat(grid.channels()).isEqualTo(3);
            assertThat(grid.height()).isEqualTo(places(image.height(), side, stride, padding));
            assertThat(grid.width()).isEqualTo(places(image.width(), side, stride, padding));
        }
    }

    private static int places(int length, int side, int stride, int padding) {
        int count = 0;
        for (int start = -padding; start + side <= length + padding; start += stride) {
            count++;
        }
        return count;
    }

    /** A window of one place is the same dense layer everywhere, also where it leaves places out. */
    @Test
    void aWindowOfOnePlaceIsADenseLayerAtEachPlace() {
        Shape image = Shape.image(3, 4, 5);
        double[] x = wave(image.size(), 2);
        for (int stride = 1; stride <= 3; stride++) {
            Window window = Window.square(1).stride(stride);
            Net net = Nets.on(image)
                    .convolution(2, window, Activations.TANH)
                    .net()
                    .biased()
                    .seed(3);
            Net dense = Nets.chain(Dense.of(3, 2, Activations.TANH)).biased().withParameters(net.parameters());
            double[] y = net.apply(x);
            int at = 0;
            for (int r = 0; r < 4; r += stride) {
                for (int c = 0; c < 5; c += stride) {
                    int place = (r * 5 + c) * 3;
                    assertThat(Arrays.copyOfRange(y, at, at + 2))
                            .containsExactly(dense.apply(Arrays.copyOfRange(x, place, place + 3)), within(1e-15));
                    at += 2;
                }
            }
            assertThat(at).isEqualTo(y.length);
        }
        assertThat(Window.square(1).stride(2)).hasToString("1 × 1 by 2");
    }

    /** So does a residual block that halves its grid: branch and shortcut meet on the same one. */
    @Test
    void aShortcutFollowsItsBranch() {
        Blueprint halved = Nets.on(Shape.image(2, 6, 6))
                .residual(
                        branch ->
                                branch.convolution(4, Window.square(3).stride(2).padding(1), Activations.RELU),
                        shortcut -> shortcut.convolution(4, Window.square(1).stride(2), Activations.LINEAR));
        assertThat(halved.shape()).isEqualTo(Shape.image(4, 3, 3));
        Blueprint line = Nets.on(Shape.sequence(2, 9))
                .residual(
                        branch -> branch.convolution(3, Window.line(3).stride(2).padding(1), Activations.RELU),
                        shortcut -> shortcut.convolution(3, Window.line(1).stride(2), Activations.LINEAR));
        assertThat(line.shape()).isEqualTo(Shape.sequence(3, 5));
        refuses(
                () -> Nets.on(Shape.vector(3)).residual(branch -> branch.dense(2, Activations.RELU)),
                "adds equal shapes",
                "from 3 to 2");
    }

    @Test
    void aWindowOfTheWholeImageIsADenseLayer() {
        Shape image = Shape.image(2, 3, 4);
        double[] x = wave(image.size(), 4);
        Window whole = Window.rectangle(3, 4);
        Net dense = Nets.chain(Dense.of(24, 5, Activations.GELU)).seed(6);
        for (Blueprint blueprint : new Blueprint[] {
            Nets.on(image).convolution(5, whole, Activations.GELU),
            Nets.on(image).locallyConnected(5, whole, Activations.GELU)
        }) {
            assertThat(blueprint.shape()).isEqualTo(Shape.vector(5));
            assertThat(blueprint.net().withParameters(dense.parameters()).apply(x))
                    .containsExactly(dense.apply(x), within(1e-15));
        }
    }

    private static double[] rolled(double[] x, Shape shape, int down, int along) {
        double[] moved = new double[x.length];
        for (int r = 0; r + down < shape.height(); r++) {
            for (int c = 0; c + along < shape.width(); c++) {
                int from = (r * shape.width() + c) * shape.channels();
                int to = ((r + down) * shape.width() + c + along) * shape.channels();
                System.arraycopy(x, from, moved, to, shape.channels());
            }
        }
        return moved;
    }

    /** A picture inside of a margin, moved by the stride: what was seen at one place is seen at the next one. */
    @Test
    void convolutionsAndPoolsMoveWithThePicture() {
        Shape image = Shape.image(2, 8, 8);
        double[] x = new double[image.size()];
        double[] spot = wave(8, 5);
        System.arraycopy(spot, 0, x, (2 * 8 + 2) * 2, 4);
        System.arraycopy(spot, 4, x, (3 * 8 + 2) * 2, 4);
        for (int stride = 1; stride <= 2; stride++) {
            Window window = Window.square(2).stride(stride);
            for (Blueprint blueprint : new Blueprint[] {
                Nets.on(image).convolution(3, window, Activations.SINE),
                Nets.on(image).averagePool(window),
                Nets.on(image).maximumPool(window)
            }) {
                Net net = blueprint.net().seed(7);
                double[] moved = net.apply(rolled(x, image, stride, 2 * stride));
                assertThat(moved).containsExactly(rolled(net.apply(x), blueprint.shape(), 1, 2));
            }
        }
    }

    /** Of a constant picture every pool is the constant; the mean lies below the largest; both rise with the picture. */
    @ParameterizedTest
    @EnumSource(Pool.Kind.class)
    void poolsLieBetweenTheLeastAndTheLargest(Pool.Kind kind) {
        Shape image = Shape.image(2, 5, 6);
        Net pool = Nets.chain(new Pool(image, Window.rectangle(2, 3).stride(2), kind));
        Net mean = Nets.chain(new Pool(image, Window.rectangle(2, 3).stride(2), Pool.Kind.AVERAGE));
        double[] constant = new double[image.size()];
        Arrays.fill(constant, -0.75);
        assertThat(pool.apply(constant)).containsOnly(-0.75);
        double[] x = wave(image.size(), 8);
        double[] y = pool.apply(x);
        double[] z = mean.apply(x);
        double[] doubled = Arrays.stream(x).map(v -> 2 * v + 1).toArray();
        double[] rectified = Arrays.stream(x).map(v -> Math.max(v, 0)).toArray();
        for (int i = 0; i < y.length; i++) {
            assertThat(y[i]).isGreaterThanOrEqualTo(z[i]);
            assertThat(pool.apply(doubled)[i]).isCloseTo(2 * y[i] + 1, within(1e-15));
            if (kind == Pool.Kind.MAXIMUM) {
                // What rises changes places with the largest.
                assertThat(pool.apply(rectified)[i]).isEqualTo(Math.max(y[i], 0));
            }
        }
        x[7] = Double.NaN;
        assertThat(Arrays.stream(pool.apply(x)).filter(Double::isNaN).count()).isPositive();
    }

    /** What stands in a window as a whole is what it is without padding, and zeros stand where the image ends. */
    @Test
    void paddingAddsZeros() {
        Shape image = Shape.image(2, 4, 3);
        Shape larger = Shape.image(2, 8, 7);
        double[] x = wave(image.size(), 9);
        double[] framed = new double[larger.size()];
        for (int r = 0; r < 4; r++) {
            System.arraycopy(x, r * 6, framed, ((r + 2) * 7 + 2) * 2, 6);
        }
        Window window = Window.square(3).stride(2);
        Net padded = Nets.on(image)
                .convolution(3, window.padding(2), Activations.TANH)
                .net()
                .seed(1);
        Net plain =
                Nets.on(larger).convolution(3, window, Activations.TANH).net().seed(1);
        assertThat(padded.apply(x)).containsExactly(plain.apply(framed));
    }

    @Test
    void windowsThatAreNoneAreNamed() {
        refuses(() -> Window.line(0), "at least 1, got 1 × 0");
        refuses(() -> Window.rectangle(-1, 2), "-1 × 2");
        refuses(() -> Window.square(2).stride(0), "by 0, 0");
        refuses(() -> Window.square(1).stride(0), "by 0, 0");
        refuses(() -> Window.square(2).padding(-1), "got -1, -1");
        refuses(() -> Window.square(2).padding(2), "less than its side, got 2, 2");
        refuses(
                () -> Nets.on(Shape.image(1, 3, 3)).convolution(1, Window.square(4), Activations.RELU),
                "4 × 4",
                "3 × 3");
        refuses(() -> Nets.on(Shape.image(1, 3, 3)).convolution(0, Window.square(2), Activations.RELU), "4 → 0");
        refuses(() -> Shape.image(1, 0, 3), "1 × 0 × 3");
        refuses(() -> Shape.vector(0), "0 × 1 × 1");
        refuses(() -> Shape.sequence(2, -1), "2 × 1 × -1");
        assertThat(Window.rectangle(2, 3).stride(2).padding(1)).hasToString("2 × 3 by 2 padded by 1");
        assertThat(new Window(2, 3, 1, 2, 0, 0)).hasToString("2 × 3 by 1, 2");
        assertThat(Window.line(4).stride(3)).hasToString("1 × 4 by 3");
    }

    @Test
    void layersThatAreNoneAreNamed() {
        Dense dense = Dense.of(2, 3, Activations.RELU);
        refuses(() -> Dense.of(0, 3, Activations.RELU), "0 → 3");
        refuses(() -> new Affine(0, true), "got 0");
        refuses(() -> new Elementwise(0, Activations.RELU), "got 0");
        refuses(() -> new Dropout(0, 0.5, 1), "got 0");
        refuses(() -> new Dropout(3, 1, 1), "less than 1, got 1.0");
        refuses(() -> new Dropout(3, Double.NaN, 1), "got NaN");
        refuses(() -> new Standardize(0, 1, Standardize.Over.BATCH), "got 0");
        refuses(() -> new Standardize(2, Double.POSITIVE_INFINITY, Standardize.Over.BATCH), "got Infinity");
        refuses(() -> new Standardize(2, Double.NaN, Standardize.Over.UNITS), "got NaN");
        refuses(() -> new Standardize(1, 0, Standardize.Over.UNITS), "one has no variance");
        refuses(() -> new Sliced(dense, 0), "at least one slice, got 0");
        refuses(() -> new BlockDiagonal(dense, 0), "at least one slice, got 0");
        refuses(() -> new Fixed(List.of(1.0), List.of()), "1 and 0");
        refuses(() -> Tied.times(0, dense), "at least once, got 0 times");
        refuses(() -> new Tied(List.of()), "at least one step");
        refuses(
                () -> new Tied(List.of(
                        Dense.of(2, 2, Activations.RELU),
                        Dense.of(2, 2, Activations.RELU).biased())),
                "equal shapes",
                "step 2");
        refuses(() -> new Chain(List.of()), "at least one layer");
        refuses(() -> Architecture.of(List.of()), "at least one layer");
        refuses(() -> new WeightNormalized(new Affine(3, false), WeightNormalized.Per.UNIT), "no weights to normalize");
        refuses(
                () -> new WeightNormalized(
                        new WeightNormalized(dense, WeightNormalized.Per.UNIT), WeightNormalized.Per.BLOCK),
                "normalized already");
        assertThatIllegalStateException()
                .isThrownBy(() -> Nets.on(Shape.vector(3)).weightNormalized(WeightNormalized.Per.UNIT))
                .withMessageContaining("follows the layer");
    }

    /** A blueprint keeps the layers it is given, and its own layer in between. */
    @Test
    void blueprintsSayWhereTheyAre() {
        Blueprint blueprint = Nets.on(Shape.image(1, 4, 4))
                .convolution(2, Window.square(2), Activations.RELU)
                .layer(Dense.of(18, 3, Activations.TANH));
        assertThat(blueprint.shape()).isEqualTo(Shape.vector(3));
        assertThat(blueprint.toString()).contains("9 × shared dense 4→2 ReLU").endsWith("→ 3");
        Net identity = Nets.on(Shape.vector(2))
                .residual(branch -> branch.activation(Activations.RELU))
                .net();
        assertThat(identity.apply(3, -5)).containsExactly(6, -5);
        Net twice = Nets.on(Shape.vector(2)).residual(same -> same).net();
        assertThat(twice.apply(3, -5)).containsExactly(6, -10);
    }
}
