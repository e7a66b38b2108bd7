/**
 * Data sets as immutable values: generators with known population quantities, the user's own arrays and files, and one real
 * data set. Start at {@link org.ridgeless.data.Data}. Layer L2.
 */
package org.ridgeless.data;
