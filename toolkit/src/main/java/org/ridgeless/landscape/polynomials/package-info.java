/**
 * Systems of polynomial equations and all of their complex zeros by homotopy continuation. Start at
 * {@link org.ridgeless.landscape.polynomials.PolynomialSystem#kostlan}.
 */
package org.ridgeless.landscape.polynomials;
