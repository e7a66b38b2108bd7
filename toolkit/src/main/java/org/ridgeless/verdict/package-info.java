/**
 * Claims, checks and verdicts. A check says which values a claim accepts, which interval the observation leaves, and which
 * wrong theories that interval excludes; a verdict joins the checks of one study at one level of confidence. Layer L1: knows
 * no science. Start at {@link org.ridgeless.verdict.Claim} and {@link org.ridgeless.verdict.Estimate}.
 */
package org.ridgeless.verdict;
