/**
 * Two-layer ReLU networks with weight decay as a convex program over activation patterns: the certified optimum against
 * which descent can be held. {@link org.ridgeless.landscape.convex.ReluRegression} is the problem, {@link
 * org.ridgeless.landscape.convex.ConvexRelu} its convex form, {@link org.ridgeless.landscape.convex.GatedRelu} the sampled
 * relaxation. Layer L4.
 */
package org.ridgeless.landscape.convex;
