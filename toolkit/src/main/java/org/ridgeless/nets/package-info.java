/**
 * Networks as immutable values. Start at {@link org.ridgeless.nets.Nets}; a {@link org.ridgeless.nets.Net} is an
 * architecture with its parameters, {@link org.ridgeless.nets.Norm} measures it. What a network is made of is described in
 * {@code nets.layers}, what runs it is in {@code nets.engine}. Layer L2.
 */
package org.ridgeless.nets;
