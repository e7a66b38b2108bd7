/**
 * What a lesson adds to an experiment: exercises whose checks live here, where no cell can change them, and what a result
 * was computed with. A check says which share is right and names the wrong route that was taken; it shows no answer.
 * Cells call them by their full names, so that a class of a student's own cannot stand in their place.
 */
package org.ridgeless.lessons;
