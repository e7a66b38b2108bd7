/**
 * Many interchangeable objects, such as samples or neurons, replaced by few with weights: start at {@link
 * org.ridgeless.models.compression.Atoms}. Layer L4.
 */
package org.ridgeless.models.compression;
