/** Documents to records: sections by their headings, pieces that overlap, what is said about a document beside its text. */
@NullMarked
package dev.alluvium.ingest.document;

import org.jspecify.annotations.NullMarked;
