/**
 * Cells of studies and sweeps on <a href="https://spark.apache.org">Apache Spark</a>. They travel as names, options and seeds, never
 * as closures, and bring the bits that threads of one machine bring.
 */
package org.ridgeless.cluster;
