/**
 * The contract of a study: cards, options, the laboratory that runs its cells, and results with a verdict. Below every single
 * experiment. Start at {@link org.ridgeless.study.Experiment}; a study of one's own in a cell is a
 * {@link org.ridgeless.study.Study}.
 */
package org.ridgeless.study;
