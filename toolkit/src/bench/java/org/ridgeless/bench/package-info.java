/** Benchmarks of the hot paths; compiled by {@code compare.sh} and never shipped. */
package org.ridgeless.bench;
