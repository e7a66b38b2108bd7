/**
 * Results as columns that show themselves and become Tablesaw tables or CSV files. Layer L1; the only importer of Tablesaw.
 * Start at {@link org.ridgeless.tables.Results}.
 */
package org.ridgeless.tables;
