/**
 * What runs a network. An {@link org.ridgeless.nets.engine.Engine} turns an architecture into an
 * {@link org.ridgeless.nets.engine.Evaluator}, which owns every buffer that evaluating the network and its derivatives on a
 * batch needs.
 */
package org.ridgeless.nets.engine;
