/**
 * Notebooks on disk and their headless execution: reading and writing nbformat 4 as Jupyter does, and running every cell
 * with the evaluator of the kernel. Start at {@link org.ridgeless.kernel.notebook.NotebookRunner}.
 */
package org.ridgeless.kernel.notebook;
