/**
 * Two-layer ReLU networks with weight decay as a convex program over activation patterns: the certified optimum against
 * which descent can be held. {@link org.ridgeless.models.convex.ReluRegression} is the problem, {@link
 * org.ridgeless.models.convex.ConvexRelu} its convex form, {@link org.ridgeless.models.convex.GatedRelu} the sampled
 * relaxation. Layer L4.
 */
package org.ridgeless.models.convex;
