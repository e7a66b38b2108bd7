/** The source of cells: cutting it into statements and declarations, and the places in it. */
package org.ridgeless.kernel.source;
