/** Generated records and texts with known contents, and what cleaning makes of them: measured, not claimed. */
@NullMarked
package dev.alluvium.bench.clean;

import org.jspecify.annotations.NullMarked;
