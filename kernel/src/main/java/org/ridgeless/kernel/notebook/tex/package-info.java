/**
 * From the mathematics of LaTeX, as notebooks use it, to MathML Core, so that a page shows formulas without any script or
 * network. Start at {@link org.ridgeless.kernel.notebook.tex.TexMath}.
 */
package org.ridgeless.kernel.notebook.tex;
