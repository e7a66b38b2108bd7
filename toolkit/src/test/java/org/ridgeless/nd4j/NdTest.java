package org.ridgeless.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.ridgeless.data.Data;
import org.ridgeless.data.Targets;
import org.ridgeless.linalg.Matrix;

class NdTest {
    private static final double[][] ROWS = {{1, 2, 1 / 3.0}, {-4, 5e-300, 6}};

    @Test
    void aMatrixGoesThereAndBackBitByBit() {
        INDArray array = Nd.of(ROWS);
        assertThat(array.dataType()).isEqualTo(DataType.DOUBLE);
        assertThat(array.shape()).containsExactly(2, 3);
        assertThat(Nd.toArray(array)).isDeepEqualTo(ROWS);
        assertThat(Nd.toMatrix(array).toArray()).isDeepEqualTo(ROWS);
    }

    @Test
    void viewsTransposesAndFloatsAreRead() {
        INDArray array = Nd.of(ROWS);
        assertThat(Nd.toArray(array.transpose())[2]).containsExactly(1 / 3.0, 6);
        assertThat(Nd.toVector(array.getColumn(1))).containsExactly(2, 5e-300);
        assertThat(Nd.toVector(array.getRow(0))).containsExactly(ROWS[0]);
        INDArray floats = Nd4j.createFromArray(new float[][] {{0.5f, 2}});
        assertThat(Nd.toArray(floats)[0]).containsExactly(0.5, 2);
        assertThat(Nd.toVector(floats)).containsExactly(0.5, 2);
    }

    @Test
    void bothLibrariesMultiplyAlike() {
        Matrix a = Matrix.of(ROWS);
        INDArray product = Nd.of(a).mmul(Nd.of(a.transpose()));
        double[][] ours = a.times(a.transpose()).toArray();
        for (int i = 0; i < 2; i++) {
            assertThat(Nd.toArray(product)[i]).containsExactly(ours[i], within(1e-13));
        }
    }

    @Test
    void arraysAreSamples() {
        Data signs = Nd.data(Nd.of(ROWS), Nd.of(new double[] {0, 1}));
        assertThat(signs.inputs()).isDeepEqualTo(ROWS);
        assertThat(signs.flatTargets()).containsExactly(-1, 1);
        assertThat(Nd.data(Nd.of(ROWS), Nd.of(new double[] {0.5, 1})).targets()).isEqualTo(Targets.REAL);
        assertThatThrownBy(() -> Nd.data(Nd.of(ROWS), Nd.of(new double[] {1})))
                .hasMessageContaining("each row needs one");
    }

    @Test
    void otherShapesAreRefusedByName() {
        assertThatThrownBy(() -> Nd.toArray(Nd4j.zeros(2, 3, 4))).hasMessageContaining("[2, 3, 4]");
        assertThatThrownBy(() -> Nd.toVector(Nd.of(ROWS))).hasMessageContaining("[2, 3]");
        assertThatThrownBy(() -> Nd.of(new double[0])).hasMessageContaining("at least one");
    }

    @Test
    void aNotebookShowsTypeAndShape() {
        assertThat(ForeignArray.show(Nd.of(ROWS)).data().get("text/plain").toString())
                .startsWith("INDArray DOUBLE [2, 3]");
    }
}
