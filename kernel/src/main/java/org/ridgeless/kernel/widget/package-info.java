/** Sliders and their like, by the messages of ipywidgets: what the front end's widget manager draws, and a form for one without. */
package org.ridgeless.kernel.widget;
