/**
 * How well classes of bounded norm fit random signs, exactly or in brackets, and what follows for the error of a classifier
 * from its margins. Start at {@link org.ridgeless.bounds.complexity.LinearBall}, {@link
 * org.ridgeless.bounds.complexity.NormBound} and {@link org.ridgeless.bounds.complexity.MarginBound}.
 */
package org.ridgeless.bounds.complexity;
