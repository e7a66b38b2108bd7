/** Breakpoints in cells, by a debugger within the process that it debugs: it stops single threads and never the machine. */
package org.ridgeless.kernel.debug;
