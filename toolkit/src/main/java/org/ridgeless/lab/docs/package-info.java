/** The reference of the toolkit as a website: the documentation comments with their formulas, without a network. */
package org.ridgeless.lab.docs;
