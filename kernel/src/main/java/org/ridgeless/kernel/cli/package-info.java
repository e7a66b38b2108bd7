/**
 * The command line {@code lab}: running notebooks, installing the kernel, looking at the machine. Start at
 * {@link org.ridgeless.kernel.cli.Lab}; libraries add commands through {@link org.ridgeless.kernel.cli.LabCommands}.
 */
package org.ridgeless.kernel.cli;
