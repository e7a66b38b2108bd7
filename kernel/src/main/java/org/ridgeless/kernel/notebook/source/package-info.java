/** Notebooks as Java source files. */
package org.ridgeless.kernel.notebook.source;
