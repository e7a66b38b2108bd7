/**
 * How far an interpolating fit moves when one sample leaves it. Start at {@link org.ridgeless.kernels.stability.LeaveOneOut}.
 */
package org.ridgeless.kernels.stability;
