/**
 * Neural collapse in the model where it can be solved: a deep linear head on free features. {@link
 * org.ridgeless.models.collapse.SquareLossCollapse} and {@link org.ridgeless.models.collapse.CrossEntropyCollapse} know the
 * global minimum, {@link org.ridgeless.models.collapse.FreeFeatures} descends to it. Layer L4.
 */
package org.ridgeless.models.collapse;
