/**
 * Margins of classifiers: their distribution, the norms that make them comparable, the largest possible margin, and how close
 * a network is to the conditions that it implies. Start at {@link org.ridgeless.margins.Margins} and
 * {@link org.ridgeless.margins.MaxMargin}. Layer L3.
 */
package org.ridgeless.margins;
