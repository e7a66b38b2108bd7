/**
 * The commands that the toolkit adds to {@code lab}: {@code list} and {@code verify}. A side package, the only importer of
 * picocli; nothing imports it.
 */
package org.ridgeless.lab;
