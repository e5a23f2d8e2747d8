/** Near-duplicates: fingerprints of records, and the index that finds them again. Pure. */
@NullMarked
package dev.alluvium.accumulator.near;

import org.jspecify.annotations.NullMarked;
