/** What a cell is while it runs and when it has ended: its scope, its output, its result and its error. */
package org.ridgeless.kernel.cell;
