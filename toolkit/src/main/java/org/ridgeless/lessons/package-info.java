/** What a lesson adds to an experiment: exercises that check the reader's own answer. */
package org.ridgeless.lessons;
