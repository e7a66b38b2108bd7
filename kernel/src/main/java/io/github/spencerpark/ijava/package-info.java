/**
 * The names under which libraries and notebooks made for IJava find the running kernel. Only the names are IJava's; what they
 * lead to is this kernel.
 */
package io.github.spencerpark.ijava;
