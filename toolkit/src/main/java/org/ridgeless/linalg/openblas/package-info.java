/**
 * The native library that does the work of large matrices: the OpenBLAS that ND4J brings, loaded when it is first needed, checked
 * against known answers, and never asked for by name from the system.
 */
package org.ridgeless.linalg.openblas;
