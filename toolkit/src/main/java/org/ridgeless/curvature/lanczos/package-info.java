/**
 * The largest curvature of the loss by Lanczos' method on Hessian-vector products. Start at
 * {@link org.ridgeless.curvature.lanczos.Sharpness}.
 */
package org.ridgeless.curvature.lanczos;
