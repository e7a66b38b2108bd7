/**
 * The commands that the toolkit adds to {@code lab}: {@code list}, {@code verify}, {@code gallery} and {@code docs}. A side package, the only importer of
 * picocli; nothing imports it.
 */
package org.ridgeless.lab;
