/** Places whose files are read as they appear: a directory, a prefix of the bucket. */
@NullMarked
package dev.alluvium.ingest.adapter.watch;

import org.jspecify.annotations.NullMarked;
