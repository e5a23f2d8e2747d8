/** The formats in which records come: JSON lines, JSON arrays, Alpaca and C4 among them. */
@NullMarked
package dev.alluvium.ingest.format;

import org.jspecify.annotations.NullMarked;
