/** The entry point that Jupyter starts. */
package org.ridgeless.kernel;
