/**
 * Activation patterns and linear regions, counted exactly: {@link org.ridgeless.landscape.regions.ActivationPatterns} of
 * data under one ReLU layer, {@link org.ridgeless.landscape.regions.HyperplaneArrangement} of one ReLU layer, and the
 * tropical side, {@link org.ridgeless.landscape.regions.Poset} and {@link org.ridgeless.landscape.regions.NewtonPolygon}.
 * Layer L4.
 */
package org.ridgeless.landscape.regions;
