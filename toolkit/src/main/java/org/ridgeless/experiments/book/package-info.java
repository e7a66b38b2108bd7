/**
 * The companion code of R. Couillet and Z. Liao, <i>Random Matrix Methods for Machine Learning</i> (Cambridge University Press,
 * 2022), as experiments, one for each section or a part of it. {@code lab list book} names what each of them shows; what other
 * experiments show stands there, too.
 */
package org.ridgeless.experiments.book;
