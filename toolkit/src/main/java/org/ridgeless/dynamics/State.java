package org.ridgeless.dynamics;

import java.util.Arrays;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.Margins;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Risk;

/** What a probe sees: the network at one moment of a run. */
public final class State {
    private final int step;
    private final double logTime;
    private final Net net;
    private final Data data;
    private final Loss loss;
    private final Risk risk;
    private final Risk objective;
    private final double[] parameters;
    private double[] outputs;

    State(int step, double logTime, Plan plan, double[] parameters, Risk risk) {
        this.step = step;
        this.logTime = logTime;
        this.net = plan.net().withParameters(parameters);
        this.parameters = parameters.clone();
        this.data = plan.data();
        this.loss = plan.loss();
        this.risk = risk;
        this.objective = risk.decay(plan.variant().decay());
    }

    /** The number of steps done. */
    public int step() {
        return step;
    }

    /** The logarithm of the time of the gradient flow that the run follows; −∞ at the start. */
    public double logTime() {
        return logTime;
    }

    /** The network. */
    public Net net() {
        return net;
    }

    /** The training data. */
    public Data data() {
        return data;
    }

    /** The loss. */
    public Loss loss() {
        return loss;
    }

    /** The outputs on the training data, sample after sample; a copy. */
    public double[] outputs() {
        if (outputs == null) {
            outputs = risk.outputs(parameters);
        }
        return outputs.clone();
    }

    /** The margins on the training data. */
    public double[] margins() {
        return Margins.of(outputs(), data);
    }

    /** The smallest margin on the training data. */
    public double margin() {
        return Arrays.stream(margins()).min().orElseThrow();
    }

    /** The training loss; 0 where it is too small for a double. */
    public double lossValue() {
        return risk.value(parameters);
    }

    /** The logarithm of the training loss, without overflow. */
    public double logLoss() {
        return risk.logValue(parameters);
    }

    /** The training loss and the weight decay together: what the run descends. */
    public double objective() {
        return objective.value(parameters);
    }

    /** The gradient of the objective, which is that of the training loss if nothing decays. */
    public double[] gradient() {
        return objective.gradient(parameters);
    }

    /** The Euclidean norm of {@link #gradient}. */
    public double gradientNorm() {
        double[] g = gradient();
        return Vectors.norm(g, 0, g.length);
    }

    /** The objective as a function of the parameters, with its derivatives. */
    public Risk risk() {
        return objective;
    }
}
