package org.ridgeless.nets;

import java.nio.file.Path;
import java.util.Arrays;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.dense.DenseKernels;
import org.ridgeless.nets.engine.Engine;
import org.ridgeless.nets.layers.Architecture;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.nets.layers.Init;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.Parametrization;
import org.ridgeless.random.Seeds;

/**
 * A network: an architecture and its parameters. Immutable; the verbs return changed copies. Parameters are drawn from the
 * init rule and the seed (0 unless given) when they are first needed.
 *
 * <p>For layer k with weight matrix W_k, ρ_k = ‖W_k‖_F and V_k = W_k / ρ_k. A network of positively homogeneous layers of
 * degree 1 factorizes as f(W; x) = ρ f(V; x) with ρ = Π ρ_k (Poggio, Banburski and Liao, <i>Theoretical issues in deep
 * networks</i>, PNAS 2020).
 *
 * {@snippet file="NetworksTest.java" region="linear"}
 */
public final class Net {
    /** Between these a sum of squares has lost nothing to numbers too small or too large. */
    private static final double LEAST_SQUARE = 0x1p-900;

    private static final double MOST_SQUARE = 0x1p1000;
    private final Architecture architecture;
    private final Init init;
    private final long seed;
    private final Engine engine;
    private volatile double[] parameters;

    private Net(Architecture architecture, Init init, long seed, Engine engine, double[] parameters) {
        this.architecture = architecture;
        this.init = init;
        this.seed = seed;
        this.engine = engine;
        this.parameters = parameters;
    }

    static Net of(Architecture architecture) {
        return new Net(architecture, Init.LECUN, 0, Engine.FUSED, null);
    }

    /** This network with biases in every layer that can have them, zero at first. */
    public Net biased() {
        return redrawn(architecture.map(Layer::biased), init, seed);
    }

    /**
     * This network, once it is certain that f(cW; x) = c^degree f(W; x) for all c &gt; 0.
     *
     * @throws IllegalStateException if it is not positively homogeneous, with what is accepted
     */
    public Net homogeneous() {
        if (Double.isNaN(degree())) {
            throw new IllegalStateException("not positively homogeneous: " + architecture
                    + "; accepted are linear, ReLU, leaky ReLU, power ReLU and monomial activations, with biases at"
                    + " most in the first layer");
        }
        return this;
    }

    /**
     * This network with fresh parameters by the given rule.
     *
     * @param rule for the weights; biases start at 0, gains at 1
     * @return the network, to be drawn from its seed
     */
    public Net init(Init rule) {
        return redrawn(architecture, rule, seed);
    }

    /** The rule by which fresh parameters are drawn. */
    public Init init() {
        return init;
    }

    /**
     * This network with fresh parameters from the given seed.
     *
     * @param newSeed any number
     * @return the network, to be drawn from it
     */
    public Net seed(long newSeed) {
        return redrawn(architecture, init, newSeed);
    }

    /**
     * This network in another parametrization, with fresh parameters; all but the standard one start from standard normal
     * weights.
     *
     * @param parametrization which constant each layer has
     * @return the network, to be drawn from its seed
     */
    public Net parametrization(Parametrization parametrization) {
        Architecture changed = architecture.parametrized(parametrization);
        return redrawn(changed, parametrization == Parametrization.STANDARD ? init : Init.STANDARD_NORMAL, seed);
    }

    private Net redrawn(Architecture architecture, Init init, long seed) {
        return new Net(architecture, init, seed, engine, null);
    }

    /**
     * This network with the given parameters, one for each of {@link #parameterCount}.
     *
     * @param values in the order of {@link #parameters}; copied
     * @return the network at this point
     * @throws IllegalArgumentException if there are not as many as parameters, with both numbers
     */
    public Net withParameters(double... values) {
        if (values.length != parameterCount()) {
            throw new IllegalArgumentException(
                    "the network has " + parameterCount() + " parameters, got " + values.length);
        }
        return new Net(architecture, init, seed, engine, values.clone());
    }

    /**
     * Writes the description and the parameters to a file that is one of NumPy's, too: {@code numpy.load(file)} gives an array for each
     * block of parameters, weights with a row for each output as in PyTorch.
     *
     * @param file path, best with .npz; one that is there is overwritten
     * @return the path
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public Path save(String file) {
        return save(Path.of(file));
    }

    /**
     * Writes the description and the parameters to a .npz file.
     *
     * {@snippet file="NetworksTest.java" region="saved"}
     *
     * @param file path, best with .npz; one that is there is overwritten
     * @return the path
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public Path save(Path file) {
        return NetFile.save(this, file);
    }

    /**
     * The network in a file that {@link #save} wrote. Drawn afresh, its parameters would follow {@link Init#LECUN}.
     *
     * @param file path of a file that {@code save} wrote
     * @return the network with its parameters bit for bit, run by {@link Engine#FUSED}
     * @throws IllegalArgumentException if there is no such file, or it holds no network, with the reason
     */
    public static Net load(String file) {
        return load(Path.of(file));
    }

    /**
     * The network in a file that {@link #save} wrote.
     *
     * @param file path of a file that {@code save} wrote
     * @return the network with its parameters bit for bit, run by {@link Engine#FUSED}
     * @throws IllegalArgumentException if there is no such file, or it holds no network, with the reason
     */
    public static Net load(Path file) {
        return NetFile.load(file);
    }

    /**
     * This network with the parameters in a .npz file, as PyTorch's layers have them: {@code numpy.savez(file, **{name: p.detach().numpy()
     * for name, p in model.named_parameters()})}. The arrays are those of the blocks by name, or else in the same order; weights have a
     * row for each output, biases are vectors. Weights of PyTorch's convolutions are refused: they number channels before places, ours
     * places before channels.
     *
     * @param file path of a .npz file
     * @return the network with these parameters
     * @throws IllegalArgumentException if number or shapes of the arrays are not those of the blocks, with both lists
     */
    public Net withParametersOf(String file) {
        return withParameters(NetFile.parameters(this, Path.of(file)));
    }

    /**
     * This network with the mean and variance of every batch normalization fixed to those of the data, as one evaluates on other
     * samples what was trained on these. The parameters stay.
     *
     * @param data with the shape of the network
     * @return a network whose samples are no longer coupled
     * @throws IllegalArgumentException if the data have another shape
     */
    public Net withStatisticsOf(Data data) {
        Risk.requireFit(this, data);
        double[] w = parameters();
        return new Net(architecture.withStatistics(w, data.flatInputs(), data.samples()), init, seed, engine, w);
    }

    /**
     * This network with every parameter multiplied by {@code factor}.
     *
     * @param factor any number
     * @return the network at factor · w, biases and gains too
     */
    public Net scaled(double factor) {
        double[] w = parameters();
        for (int i = 0; i < w.length; i++) {
            w[i] *= factor;
        }
        return new Net(architecture, init, seed, engine, w);
    }

    /**
     * This network with every weight matrix W_k replaced by V_k = W_k / ‖W_k‖_F.
     *
     * {@snippet file="NetworksTest.java" region="normalized"}
     *
     * @throws IllegalStateException if a weight matrix is 0, with its name
     */
    public Net normalized() {
        double[] w = parameters();
        for (Block block : architecture.weights()) {
            double rho = length(block, w);
            for (int i = block.offset(); i < block.end(); i++) {
                w[i] /= rho;
            }
        }
        return new Net(architecture, init, seed, engine, w);
    }

    /**
     * This network run by another engine, with the same parameters; what is trained or derived from it runs there, too.
     *
     * @param other an engine, see {@link Engine}
     * @return the network; outputs agree up to rounding
     */
    public Net on(Engine other) {
        return new Net(architecture, init, seed, other, drawn());
    }

    /** What runs the network. */
    public Engine engine() {
        return engine;
    }

    /** What the network is made of. */
    public Architecture architecture() {
        return architecture;
    }

    /** Number of weight matrices. */
    public int depth() {
        return architecture.weights().size();
    }

    /** Width of an input sample. */
    public int inputs() {
        return architecture.inputs();
    }

    /** Width of an output. */
    public int outputs() {
        return architecture.outputs();
    }

    /** Number of parameters. */
    public int parameterCount() {
        return architecture.parameterCount();
    }

    /** All parameters as one vector, block after block; a copy. */
    public double[] parameters() {
        return drawn().clone();
    }

    private double[] drawn() {
        double[] w = parameters;
        if (w == null) {
            w = architecture.draw(init, Seeds.of(seed).child("init"));
            parameters = w;
        }
        return w;
    }

    /** The degree of positive homogeneity in all parameters, computed from the description; NaN if there is none. */
    public double degree() {
        return architecture.degree();
    }

    /**
     * The weight matrix W_k, k from 1, one row for each output of the layer and one column for each input; a copy. Where a layer
     * has a matrix for each place, they stand side by side.
     *
     * @param k from 1 to {@link #depth}
     * @return outputs × inputs numbers
     * @throws IllegalArgumentException if there is no matrix k, with the range
     */
    public double[][] weights(int k) {
        Block block = weightBlock(k);
        double[] w = drawn();
        int rows = block.matrices() * block.rows();
        double[][] matrix = new double[block.columns()][rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < block.columns(); j++) {
                matrix[j][i] = w[block.offset() + i * block.columns() + j];
            }
        }
        return matrix;
    }

    /**
     * V_k = W_k / ‖W_k‖_F, k from 1.
     *
     * @param k from 1 to {@link #depth}
     * @return outputs × inputs numbers of Frobenius norm 1
     * @throws IllegalArgumentException if there is no matrix k
     * @throws IllegalStateException if the matrix is 0
     */
    public double[][] direction(int k) {
        double rho = length(weightBlock(k), drawn());
        double[][] matrix = weights(k);
        for (double[] row : matrix) {
            for (int j = 0; j < row.length; j++) {
                row[j] /= rho;
            }
        }
        return matrix;
    }

    /**
     * ρ_k = ‖W_k‖_F, k from 1.
     *
     * @param k from 1 to {@link #depth}
     * @return a number ≥ 0
     * @throws IllegalArgumentException if there is no matrix k
     */
    public double rho(int k) {
        return frobenius(weightBlock(k), drawn());
    }

    /** ρ = Π_k ρ_k. */
    public double rho() {
        double product = 1;
        for (int k = 1; k <= depth(); k++) {
            product *= rho(k);
        }
        return product;
    }

    /** All ρ_k, from the first layer to the last. */
    public double[] layerNorms() {
        double[] norms = new double[depth()];
        Arrays.setAll(norms, i -> rho(i + 1));
        return norms;
    }

    /**
     * A norm of the whole network.
     *
     * @param norm which; see there what networks have it
     * @return a number ≥ 0
     * @throws IllegalArgumentException if the network has no such norm, with the layer that is in the way
     */
    public double norm(Norm norm) {
        return norm.of(this);
    }

    private Block weightBlock(int k) {
        if (k < 1 || k > depth()) {
            throw new IllegalArgumentException("weight matrices are numbered 1 to " + depth() + ", got " + k);
        }
        return architecture.weights().get(k - 1);
    }

    private static double frobenius(Block block, double[] w) {
        double square = DenseKernels.plain().dot(block.size(), w, block.offset(), w, block.offset());
        return square > LEAST_SQUARE && square < MOST_SQUARE
                ? Math.sqrt(square)
                : Vectors.norm(w, block.offset(), block.end());
    }

    /** ‖W_k‖_F of a matrix that has a direction. */
    private static double length(Block block, double[] w) {
        double rho = frobenius(block, w);
        if (rho == 0) {
            throw new IllegalStateException(
                    "the weights " + block.name()
                            + " are all zero, so that they have no direction; accepted are networks with ρ_k > 0 in every layer");
        }
        return rho;
    }

    /**
     * f(W; x) for one sample.
     *
     * @param x input of length d
     * @return outputs of length C
     * @throws IllegalArgumentException if x has another length, with both
     * @throws IllegalStateException if the output of a sample depends on its batch, as with batch normalization
     */
    public double[] apply(double... x) {
        if (architecture.couplesSamples()) {
            throw new IllegalStateException("the output of a sample depends on the batch it is in (" + architecture
                    + "); applyAll takes a batch, and withStatisticsOf(data) fixes what a batch decides");
        }
        return Arrays.copyOf(outputs(x, 1), outputs());
    }

    /**
     * f(W; x) for each row of {@code samples}.
     *
     * @param samples n × d numbers
     * @return n × C numbers
     * @throws IllegalArgumentException if a row has another length than d, naming it
     */
    public double[][] applyAll(double[][] samples) {
        int d = inputs();
        double[] flat = new double[samples.length * d];
        for (int i = 0; i < samples.length; i++) {
            if (samples[i].length != d) {
                throw new IllegalArgumentException(
                        "the network takes " + d + " inputs, but row " + i + " has " + samples[i].length);
            }
            System.arraycopy(samples[i], 0, flat, i * d, d);
        }
        double[] all = outputs(flat, samples.length);
        double[][] rows = new double[samples.length][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(all, i * outputs(), (i + 1) * outputs()));
        return rows;
    }

    /**
     * f(W; x) for n samples given one after the other; the outputs follow one another likewise.
     *
     * @param flatSamples n · d numbers
     * @param n samples, ≥ 0
     * @return n · C numbers
     * @throws IllegalArgumentException if there are not n · d numbers
     */
    public double[] outputs(double[] flatSamples, int n) {
        if (flatSamples.length != n * inputs()) {
            throw new IllegalArgumentException("the network takes " + inputs() + " inputs, but " + n
                    + " samples came with " + flatSamples.length + " numbers");
        }
        return n == 0 ? new double[0] : engine.evaluator(architecture, n).forward(drawn(), flatSamples, n);
    }

    @Override
    public String toString() {
        double degree = degree();
        String homogeneity = Double.isNaN(degree)
                ? "not homogeneous"
                : "homogeneous of degree " + (degree == Math.rint(degree) ? String.valueOf((long) degree) : degree);
        return "Net " + architecture + ", " + homogeneity + ", " + parameterCount() + " parameters";
    }
}
