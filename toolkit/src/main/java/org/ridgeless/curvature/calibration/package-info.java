/**
 * How far the confidence of a classifier is from its accuracy, and what the tail of its margins says about it. Start at
 * {@link org.ridgeless.curvature.calibration.MarginTail}.
 */
package org.ridgeless.curvature.calibration;
