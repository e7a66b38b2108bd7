/**
 * Grids and parallel sweeps whose results do not depend on the number of threads. Layer L1: knows no science. Start at
 * {@link org.ridgeless.sweeps.Sweep} and {@link org.ridgeless.sweeps.Grid}; {@link org.ridgeless.sweeps.Cells} runs any
 * list of independent tasks.
 */
package org.ridgeless.sweeps;
