/**
 * A notebook as one HTML page that needs no network: text, formulas, coloured code, outputs, light and dark. Start at
 * {@link org.ridgeless.kernel.notebook.html.NotebookPage}.
 */
package org.ridgeless.kernel.notebook.html;
