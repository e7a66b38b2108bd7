/** Completion, inspection and imports. */
package org.ridgeless.kernel.assist;
