package org.ridgeless.dynamics.constrained;

/** The forms in which the flow of ρ and V has been written down. */
public enum FlowLaw {
    /**
     * The gradient flow of \( \sum_n e^{-\rho y_n \tilde f_n} \) under ‖V_k‖ = 1: \( \dot\rho = \sum_n y_n \tilde f_n
     * e^{-\rho y_n \tilde f_n} \) and \( \dot V_k = \rho \sum_n y_n e^{-\rho y_n \tilde f_n} \partial\tilde f_n/\partial V_k -
     * 2\lambda_k V_k \).
     */
    CORRECTED,
    /** As corrected, but with a factor ρ more in the first equation: another clock for ρ. */
    EXTRA_RHO,
    /**
     * As printed: \( \dot\rho = \sum_n \rho\, e^{-\rho \tilde f_n y_n} \tilde f_n \) and \( \dot V_k = \rho \sum_n e^{-\rho
     * \tilde f_n} \partial\tilde f_n/\partial V_k - 2\lambda_k V_k \), without the labels.
     */
    PRINTED
}
