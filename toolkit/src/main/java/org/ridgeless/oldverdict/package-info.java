/**
 * Claims, checks and verdicts: what was predicted, what was observed, how sure we are, and whether they agree. Layer L1:
 * knows no science. Start at {@link org.ridgeless.oldverdict.Claim}.
 */
package org.ridgeless.oldverdict;
