/**
 * Adapters to notebook kernels, each read only by the kernel it is for: {@link org.ridgeless.jupyter.ToolkitExtension} by
 * ours, {@link org.ridgeless.jupyter.JJavaAdapter} by JJava, {@link org.ridgeless.jupyter.RapaioAdapter} by rapaio's, and
 * {@link org.ridgeless.jupyter.IJavaAdapter} by IJava. A side package: nothing imports it.
 */
package org.ridgeless.jupyter;
