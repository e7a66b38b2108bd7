/** What went wrong, for the person: errors of the compiler and exceptions, in the places of the cells. */
package org.ridgeless.kernel.report;
