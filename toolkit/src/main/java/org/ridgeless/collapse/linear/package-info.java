/**
 * Neural collapse in the model where it can be solved: a deep linear head on free features. {@link
 * org.ridgeless.collapse.linear.SquareLossCollapse} and {@link org.ridgeless.collapse.linear.CrossEntropyCollapse} know the
 * global minimum, {@link org.ridgeless.collapse.linear.FreeFeatures} descends to it. Layer L4.
 */
package org.ridgeless.collapse.linear;
