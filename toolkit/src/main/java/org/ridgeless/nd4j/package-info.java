/**
 * ND4J arrays in and out, and the engine that runs networks on them. A side package and the only importer of ND4J, which is
 * optional: nothing of it is loaded before {@link org.ridgeless.nd4j.Nd} is used.
 */
package org.ridgeless.nd4j;
