/**
 * Neural collapse: what the last features and the last weights of a classifier look like at the end of training. In the model
 * where it can be solved, a deep linear head on free features, {@link org.ridgeless.models.collapse.SquareLossCollapse} and
 * {@link org.ridgeless.models.collapse.CrossEntropyCollapse} know the global minimum, and {@link
 * org.ridgeless.models.collapse.FreeFeatures} descends to it. {@link org.ridgeless.models.collapse.CollapseSigns} measures it on
 * any network. Layer L4.
 */
package org.ridgeless.models.collapse;
