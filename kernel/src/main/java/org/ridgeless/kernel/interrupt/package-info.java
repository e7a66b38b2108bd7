/** Stopping what cells do: polls woven into their classes, calls that can be stopped, threads that go on. */
package org.ridgeless.kernel.interrupt;
