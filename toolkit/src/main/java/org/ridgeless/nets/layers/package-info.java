/**
 * What a network is made of. A {@link org.ridgeless.nets.layers.Layer} describes one layer and creates the
 * {@link org.ridgeless.nets.layers.Stage} that runs it; an {@link org.ridgeless.nets.layers.Architecture} is a chain of
 * layers with its parameters laid out in one flat vector of named {@link org.ridgeless.nets.layers.Block}s. To add a layer,
 * write these two classes; every derivative of every network containing it follows.
 */
package org.ridgeless.nets.layers;
