/**
 * The commands that the toolkit adds to {@code lab}: {@code list}, {@code verify} and {@code gallery}. A side package, the only importer of
 * picocli; nothing imports it.
 */
package org.ridgeless.lab;
