/** The functions of cells under the names by which libraries made for IJava call them. */
package io.github.spencerpark.ijava.runtime;
