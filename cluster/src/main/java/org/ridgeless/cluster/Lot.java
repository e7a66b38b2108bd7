package org.ridgeless.cluster;

import java.io.Serializable;
import org.ridgeless.sweeps.cells.CellKey;

/** A cell on its way to an executor: its place in the job and its name. */
record Lot(int index, CellKey key) implements Serializable {}
