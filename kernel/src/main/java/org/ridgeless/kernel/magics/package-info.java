/**
 * What a cell may hold besides Java: magics such as {@code %maven}, under the names that IJava and JJava gave them, and
 * {@code !commands}. Start at {@link org.ridgeless.kernel.magics.Magics}; libraries add their own by implementing
 * {@link org.ridgeless.kernel.magics.Magic}.
 */
package org.ridgeless.kernel.magics;
