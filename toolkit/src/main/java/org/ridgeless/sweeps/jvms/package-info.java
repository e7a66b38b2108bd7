/** Cells in child processes: start at {@link org.ridgeless.sweeps.jvms.ChildJvms}. */
package org.ridgeless.sweeps.jvms;
