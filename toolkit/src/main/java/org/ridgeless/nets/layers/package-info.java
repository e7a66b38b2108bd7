/**
 * What a network is made of. A {@link org.ridgeless.nets.layers.Layer} describes one layer and creates the
 * {@link org.ridgeless.nets.layers.Stage} that runs it; an {@link org.ridgeless.nets.layers.Architecture} is a chain of
 * layers with its parameters laid out in one flat vector of named {@link org.ridgeless.nets.layers.Block}s. To add a layer,
 * write these two classes; every derivative of every network containing it follows. Many layers need no stage of their own:
 * {@link org.ridgeless.nets.layers.Chain} puts layers in a row, {@link org.ridgeless.nets.layers.Sliced} applies one to many
 * parts of its input, {@link org.ridgeless.nets.layers.Residual} adds two, {@link org.ridgeless.nets.layers.Tied} shares
 * parameters. A convolution is a dense layer sliced over {@link org.ridgeless.nets.layers.Patches}.
 */
package org.ridgeless.nets.layers;
