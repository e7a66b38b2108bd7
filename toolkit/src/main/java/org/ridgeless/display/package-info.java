/**
 * What a notebook shows: MIME bundles and progress. Layer L0: JDK types only, so that any kernel can be served. Start at
 * {@link org.ridgeless.display.Displayable}.
 */
package org.ridgeless.display;
