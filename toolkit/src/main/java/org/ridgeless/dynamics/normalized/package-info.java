/**
 * The flow of the square loss of a homogeneous network in its norm and its directions: {@link
 * org.ridgeless.dynamics.normalized.SquareLossFlow}. Layer L3.
 */
package org.ridgeless.dynamics.normalized;
