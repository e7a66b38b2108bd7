/**
 * Adapters to notebook kernels, read only by the kernel they are for. A side package: nothing imports it. Start at
 * {@link org.ridgeless.jupyter.ToolkitExtension}.
 */
package org.ridgeless.jupyter;
