/**
 * Spectra of random matrices. Layer L3. Start at {@link org.ridgeless.spectra.Spectrum}: any matrix over its law in one call.
 *
 * <ul>
 *   <li>laws ({@link org.ridgeless.spectra.SpectralLaw}): {@link org.ridgeless.spectra.Semicircle}, {@link
 *       org.ridgeless.spectra.MarchenkoPastur}, {@link org.ridgeless.spectra.SampleCovariance}, {@link
 *       org.ridgeless.spectra.SeparableCovariance}, {@link org.ridgeless.spectra.ClassMixture}, {@link
 *       org.ridgeless.spectra.Manova}, {@link org.ridgeless.spectra.Wachter}, {@link org.ridgeless.spectra.CircularLaw}, and
 *       their free sums and products;
 *   <li>edges and outliers: {@link org.ridgeless.spectra.TracyWidom}, {@link org.ridgeless.spectra.WishartEdges}, {@link
 *       org.ridgeless.spectra.WignerEdge}, {@link org.ridgeless.spectra.EdelmanSquare}, {@link
 *       org.ridgeless.spectra.SpikedCovariance}, {@link org.ridgeless.spectra.SpikedWigner}, {@link
 *       org.ridgeless.spectra.SpikedRectangle};
 *   <li>draws: {@link org.ridgeless.spectra.GaussianMatrix}, {@link org.ridgeless.spectra.BetaEnsemble}, and {@link
 *       org.ridgeless.spectra.Matrices}, whose expressions give a draw and a law;
 *   <li>trained networks: {@link org.ridgeless.spectra.WeightSpectra}.
 * </ul>
 *
 * The sub-packages go from quadrature and solvers ({@code measures}, {@code solvers}) to what they predict.
 */
package org.ridgeless.spectra;
