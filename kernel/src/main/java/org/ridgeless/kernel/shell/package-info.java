/**
 * Evaluation of Java cells with JShell inside this process. {@link org.ridgeless.kernel.shell.JavaShell} is the entry
 * point, shared by the Jupyter protocol and the headless runner.
 */
package org.ridgeless.kernel.shell;
