/**
 * One class for each phenomenon: what theory predicts, a simulation, wrong theories to exclude, and a verdict. Layer L6: may use
 * everything below and is used by nothing below. Claim, formulas and papers of {@code MomentumEdge} stand in {@code
 * momentum-edge.md} beside it in the resources. To write an experiment read {@link org.ridgeless.study.Experiment} and then {@link
 * org.ridgeless.experiments.BezoutCount}.
 */
package org.ridgeless.experiments;
