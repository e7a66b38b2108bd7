/**
 * Experiments on what a fit says about samples it has not seen: stability, certificates and normalized losses.
 */
package org.ridgeless.experiments.generalization;
