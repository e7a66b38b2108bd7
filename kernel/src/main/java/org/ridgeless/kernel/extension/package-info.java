/** The service interface through which libraries plug into a shell: renderers, displays, imports, hooks. */
package org.ridgeless.kernel.extension;
