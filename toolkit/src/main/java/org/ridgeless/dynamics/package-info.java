/**
 * Training as a dynamical system. Start at {@link org.ridgeless.dynamics.Descent} for steps and at
 * {@link org.ridgeless.dynamics.GradientFlow} for continuous time; {@link org.ridgeless.dynamics.Probe} says what is measured
 * on the way, {@link org.ridgeless.dynamics.Stop} when it is enough, and {@link org.ridgeless.dynamics.Run} holds what came out.
 * Layer L3.
 *
 * <table>
 *   <caption>What there is, and where it comes from</caption>
 *   <tr><td>gradient descent, batches, epochs</td><td>{@code Descent.batch}, {@code .epochs}</td>
 *       <td>Robbins and Monro, 1951</td></tr>
 *   <tr><td>descent on log L</td><td>{@code Descent.lossScaled}</td><td>Lyu and Li, ICLR 2020, Appendix K</td></tr>
 *   <tr><td>heavy ball</td><td>{@code Optimizer.heavyBall}</td><td>Polyak, 1964</td></tr>
 *   <tr><td>Nesterov's momentum</td><td>{@code Optimizer.nesterov}</td><td>Nesterov, 1983; Sutskever et al., ICML 2013</td></tr>
 *   <tr><td>Adam, AdamW</td><td>{@code Optimizer.adam}, {@code .adamW}</td>
 *       <td>Kingma and Ba, ICLR 2015; Loshchilov and Hutter, ICLR 2019</td></tr>
 *   <tr><td>sign descent</td><td>{@code Optimizer.sign}</td><td>Bernstein et al., ICML 2018</td></tr>
 *   <tr><td>normalized descent</td><td>{@code Optimizer.normalized}, {@code .normalizedBlocks}</td><td>Nesterov, 1984</td></tr>
 *   <tr><td>orthogonalized steps</td><td>{@code Optimizer.muon}</td>
 *       <td>Jordan et al., 2024; Bernstein and Newhouse, arXiv:2409.20325</td></tr>
 *   <tr><td>anchored iteration</td><td>{@code Optimizer.halpern}</td><td>Halpern, 1967; Lieder, 2021</td></tr>
 *   <tr><td>Langevin dynamics, SGLD</td><td>{@code Descent.temperature}</td><td>Welling and Teh, ICML 2011</td></tr>
 *   <tr><td>label noise</td><td>{@code Descent.labelNoise}, {@code .labelFlips}</td><td>Blanc et al., COLT 2020</td></tr>
 *   <tr><td>weight decay by blocks</td><td>{@code Descent.decay}</td><td>Krogh and Hertz, NIPS 1991</td></tr>
 *   <tr><td>feedback alignment, sign symmetry</td><td>{@code Descent.feedback}</td>
 *       <td>Lillicrap et al., 2016; Liao, Leibo and Poggio, AAAI 2016</td></tr>
 *   <tr><td>gradient flow</td><td>{@code GradientFlow}</td><td>Dormand and Prince, 1980</td></tr>
 *   <tr><td>flow in log time</td><td>{@code GradientFlow.logTime}</td><td>Lyu and Li, ICLR 2020</td></tr>
 *   <tr><td>flow on spheres, with Lagrange multipliers, weight-normalized</td><td>{@code GradientFlow.in(Geometry)}</td>
 *       <td>Poggio, Banburski and Liao, PNAS 2020; Salimans and Kingma, NIPS 2016</td></tr>
 * </table>
 *
 * <p>A run can be saved and resumed exactly ({@link org.ridgeless.dynamics.Checkpoint}), and many run at once
 * ({@link org.ridgeless.dynamics.Replicas}). The sub-packages hold single systems with exact laws of their own.
 */
package org.ridgeless.dynamics;
