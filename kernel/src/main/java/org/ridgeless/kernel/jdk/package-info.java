/** What depends on how the JDK is made and not on what it promises, each with the version it was seen on. */
package org.ridgeless.kernel.jdk;
