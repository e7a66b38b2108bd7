package org.ridgeless.nd4j;

import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Copies between Java arrays and whole row-major arrays of ND4J, without making new ones. */
final class Exchange {
    private Exchange() {}

    /** Fills the array with as many of the values, from the first on. */
    static void write(double[] values, INDArray to) {
        to.data().asNioDouble().put(values, 0, (int) to.length());
        Nd4j.getAffinityManager().tagLocation(to, AffinityManager.Location.HOST);
    }

    /** Writes all entries to the start of {@code into}. */
    static void read(INDArray from, double[] into) {
        INDArray whole = from.ordering() == 'c' && !from.isView() ? from : from.dup('c');
        whole.data().asNioDouble().get(into, 0, (int) whole.length());
    }
}
