package org.ridgeless.dynamics;

/** In which variables a gradient flow moves. In each of them the flow goes downhill; they differ in path and speed. */
public enum Geometry {
    /** dw/dt = −∇L(w). */
    FREE,
    /**
     * On the product of spheres on which each weight matrix keeps its Frobenius norm: \( \dot W_k = -(I - \hat W_k\hat
     * W_k^\top)\nabla_{W_k}L \), Ŵ = W/‖W‖. Biases are free.
     */
    SPHERES,
    /**
     * In ρ and directions V_k of norm one with f = ρ f(V): \( \dot\rho = -\partial L/\partial\rho \), \( \dot V_k =
     * -\partial L/\partial V_k - 2\lambda_k V_k \) with the Lagrange multipliers that keep the norms (T. Poggio, A. Banburski
     * and Q. Liao, <i>Theoretical issues in deep networks</i>, PNAS 117, 2020). For homogeneous networks without biases.
     */
    LAGRANGE,
    /**
     * Weight normalization: W_k = g_k v_k/‖v_k‖ with gradient flow in g_k and v_k, v_k starting from W_k/‖W_k‖ (T. Salimans
     * and D. Kingma, <i>Weight normalization</i>, NIPS 2016, with one length for each matrix); ‖v_k‖ is conserved.
     */
    WEIGHT_NORMALIZED
}
