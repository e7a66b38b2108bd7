/**
 * The gallery as a static site: a card and a page for each experiment, a page for each notebook, and a search, all of it
 * readable from a folder without a network. Start at {@link org.ridgeless.lab.gallery.Site}.
 */
package org.ridgeless.lab.gallery;
