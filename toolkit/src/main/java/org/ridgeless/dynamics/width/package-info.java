/** How training depends on the width of a network. Start at {@link org.ridgeless.dynamics.width.CoordinateCheck}. */
package org.ridgeless.dynamics.width;
