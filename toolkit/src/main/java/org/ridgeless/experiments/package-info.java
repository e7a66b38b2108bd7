/**
 * One class for each phenomenon: what theory predicts, a simulation, and a verdict. Layer L5: may use everything below and
 * is used by nothing below. Start at {@link org.ridgeless.experiments.Gallery}; to write an experiment read
 * {@link org.ridgeless.experiments.Experiment} and then {@link org.ridgeless.experiments.ConditionNumber}.
 */
package org.ridgeless.experiments;
