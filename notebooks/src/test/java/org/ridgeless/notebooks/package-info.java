/** Tests of the committed notebooks: their form, their execution, their exercises, and the page that leads to them. */
package org.ridgeless.notebooks;
