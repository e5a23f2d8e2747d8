/** Admission of records: over HTTP here, from files for the command line. */
@NullMarked
package dev.alluvium.ingest;

import org.jspecify.annotations.NullMarked;
