/**
 * The Jupyter messaging protocol: wire format, signatures, one I/O thread for each socket, and the requests of a front
 * end carried out on a {@link org.ridgeless.kernel.shell.JavaShell}.
 */
package org.ridgeless.kernel.protocol;
