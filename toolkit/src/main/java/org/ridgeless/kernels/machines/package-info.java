/**
 * Machines on a kernel matrix: the soft-margin support vector machine and the descent that leads to it. Start at {@link
 * org.ridgeless.kernels.machines.SoftMargin}. Layer L3.
 */
package org.ridgeless.kernels.machines;
