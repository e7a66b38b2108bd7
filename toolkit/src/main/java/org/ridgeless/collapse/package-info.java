/**
 * Neural collapse: what the last features and the last weights of a classifier look like at the end of training. {@link
 * org.ridgeless.collapse.CollapseSigns} measures it on any network. Layer L4.
 */
package org.ridgeless.collapse;
