/**
 * The adapter to Maven's resolver. Its classes are loaded apart from the class path of the kernel, so nothing here may be
 * named by other packages; they know {@link org.ridgeless.kernel.magics.DependencyResolver}.
 */
package org.ridgeless.kernel.magics.resolver;
