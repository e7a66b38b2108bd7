/**
 * Finished cells on disk. A store is a folder of four files: {@code study.json} says of which study, {@code cells.log} holds a
 * record for each finished cell, {@code cells.csv} is the same for people, {@code lock} keeps a second process out. Start at {@link
 * org.ridgeless.sweeps.store.Store}.
 */
package org.ridgeless.sweeps.store;
