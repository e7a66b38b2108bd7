/**
 * Experiments on geometry and optimization: collapse, radii of convergence, certified optima, kernels, Hessians, Lipschitz
 * bounds and linear regions. Layer L5.
 */
package org.ridgeless.experiments.geometry;
