/**
 * Margins of classifiers: their distribution, the norms that make them comparable, the largest possible margin, and how close
 * a network is to the conditions that it implies; and what the tail of the margins says about how far the confidence of a
 * classifier is from its accuracy ({@link org.ridgeless.margins.MarginTail}). Start at {@link org.ridgeless.margins.Margins} and
 * {@link org.ridgeless.margins.MaxMargin}. Layer L3.
 */
package org.ridgeless.margins;
