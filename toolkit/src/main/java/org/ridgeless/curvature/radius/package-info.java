/**
 * How far a Taylor polynomial of the cross-entropy can be trusted: the complex zeros of the softmax partition function
 * along a direction, its Taylor coefficients, and the step radius that they give. Start at {@link
 * org.ridgeless.curvature.radius.PartitionFunction}. Layer L3.
 */
package org.ridgeless.curvature.radius;
