/**
 * Splittable seeds and the samplers that draw from them. Start at {@link org.ridgeless.random.Seeds}. Layer L0: imports
 * nothing of the toolkit.
 */
package org.ridgeless.random;
