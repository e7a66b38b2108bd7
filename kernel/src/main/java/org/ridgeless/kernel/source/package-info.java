/** The source of cells: cutting it into statements and declarations, and the places in it; and the examples in comments. */
package org.ridgeless.kernel.source;
