package org.ridgeless.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.nets.layers.WeightNormalized;

/**
 * A stage on weights W = g e with directions e = V / ‖V‖, by the derivatives of e: ė = (V̇ − e ⟨e, V̇⟩) / ‖V‖. A stack of
 * weight matrices is an array G × matrices × rows × columns here, with G = 1 for the weights themselves.
 */
final class NdWeightNormalized implements NdStage {
    private final NdParameters inner;
    private final List<Part> parts = new ArrayList<>();
    private final NdStage stage;
    private final int offset;
    private INDArray innerGradient;

    NdWeightNormalized(WeightNormalized layer, NdParameters parameters, int offset) {
        int total = layer.layer().parameterCount();
        this.offset = offset;
        this.inner = new NdParameters(total);
        int length = total;
        for (Block block : layer.layer().blocks()) {
            boolean weight = block.role() == Block.Role.WEIGHT;
            boolean unit = layer.per() == WeightNormalized.Per.UNIT;
            int lengths = !weight ? 0 : unit ? block.matrices() * block.columns() : 1;
            parts.add(new Part(block, length, unit, lengths, parameters));
            length += lengths;
        }
        this.stage = NdStages.of(layer.layer(), inner, 0);
    }

    @Override
    public INDArray forward(INDArray x) {
        parts.forEach(Part::apply);
        return stage.forward(x);
    }

    @Override
    public INDArray reverse(INDArray outputGradient, INDArray gradient) {
        long groups = gradient == null ? 1 : gradient.size(0);
        innerGradient = Nd4j.zeros(DataType.DOUBLE, groups, inner.value().size(1));
        INDArray result = stage.reverse(outputGradient, innerGradient);
        if (gradient != null) {
            parts.forEach(part -> part.pull(innerGradient, gradient));
        }
        return result;
    }

    @Override
    public INDArray tangent(INDArray inputTangent) {
        parts.forEach(Part::push);
        return stage.tangent(inputTangent);
    }

    @Override
    public INDArray reverseTangent(INDArray outputGradientTangent, INDArray gradient) {
        INDArray moved = Nd4j.zeros(DataType.DOUBLE, 1, inner.value().size(1));
        INDArray result = stage.reverseTangent(outputGradientTangent, moved);
        parts.forEach(part -> {
            part.pull(moved, gradient);
            part.pullTangent(innerGradient, gradient);
        });
        return result;
    }

    @Override
    public void train(long seed, long step) {
        stage.train(seed, step);
    }

    @Override
    public void evaluate() {
        stage.evaluate();
    }

    /** One block of parameters; a block without lengths is passed on as it is. */
    private final class Part {
        private final int start;
        private final int size;
        private final int lengthStart;
        private final int lengths;
        private final long[] shape;
        private final int[] summed;
        private final INDArray v;
        private final INDArray vTangent;
        private final INDArray u;
        private final INDArray uTangent;
        private final INDArray g;
        private final INDArray gTangent;
        private INDArray norm;
        private INDArray direction;
        private INDArray directionTangent;

        Part(Block block, int lengthStart, boolean unit, int lengths, NdParameters parameters) {
            this.start = block.offset();
            this.size = block.size();
            this.lengthStart = lengthStart;
            this.lengths = lengths;
            this.shape = new long[] {1, block.matrices(), block.rows(), block.columns()};
            this.summed = unit ? new int[] {2} : new int[] {1, 2, 3};
            this.v = parameters.value(offset + start, shape);
            this.vTangent = parameters.tangent(offset + start, shape);
            this.u = inner.value(start, shape);
            this.uTangent = inner.tangent(start, shape);
            long[] each = unit ? new long[] {1, block.matrices(), 1, block.columns()} : new long[] {1, 1, 1, 1};
            this.g = lengths == 0 ? null : parameters.value(offset + lengthStart, each);
            this.gTangent = lengths == 0 ? null : parameters.tangent(offset + lengthStart, each);
        }

        private INDArray sum(INDArray a) {
            return a.sum(true, summed);
        }

        void apply() {
            if (lengths == 0) {
                u.assign(v);
                return;
            }
            norm = Transforms.sqrt(sum(v.mul(v)), false);
            direction = v.div(norm);
            u.assign(direction.mul(g));
        }

        void push() {
            if (lengths == 0) {
                uTangent.assign(vTangent);
                return;
            }
            INDArray parallel = direction.mul(sum(direction.mul(vTangent)));
            directionTangent = vTangent.sub(parallel).div(norm);
            uTangent.assign(directionTangent.mul(g).add(direction.mul(gTangent)));
        }

        private INDArray stacked(INDArray gradient) {
            return NdParameters.columns(gradient, start, size)
                    .dup('c')
                    .reshape('c', gradient.size(0), shape[1], shape[2], shape[3]);
        }

        private void add(INDArray part, INDArray gradient, int at, int count) {
            INDArray rows = part.dup('c').reshape('c', gradient.size(0), count);
            NdParameters.columns(gradient, (long) offset + at, count).addi(rows);
        }

        /** ḡ = ⟨e, ū⟩ and v̄ = (g/‖v‖)(ū − e ḡ), Salimans and Kingma, equation 3. */
        void pull(INDArray from, INDArray gradient) {
            INDArray signal = stacked(from);
            if (lengths == 0) {
                add(signal, gradient, start, size);
                return;
            }
            INDArray along = sum(signal.mul(direction));
            add(along, gradient, lengthStart, lengths);
            add(signal.sub(along.mul(direction)).mul(g.div(norm)), gradient, start, size);
        }

        /** The change of {@link #pull} with e, g and ‖v‖, at the same ū. */
        void pullTangent(INDArray from, INDArray gradient) {
            if (lengths == 0) {
                return;
            }
            INDArray signal = stacked(from);
            INDArray along = sum(signal.mul(direction));
            INDArray alongTangent = sum(signal.mul(directionTangent));
            add(alongTangent, gradient, lengthStart, lengths);
            INDArray normTangent = sum(direction.mul(vTangent));
            INDArray ratioTangent = gTangent.sub(g.mul(normTangent).div(norm)).div(norm);
            INDArray turned = along.mul(directionTangent).add(alongTangent.mul(direction));
            INDArray change = signal.sub(along.mul(direction)).mul(ratioTangent).sub(turned.mul(g.div(norm)));
            add(change, gradient, start, size);
        }
    }
}
