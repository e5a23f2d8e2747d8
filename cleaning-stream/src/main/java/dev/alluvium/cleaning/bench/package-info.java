/** Generated records and texts with known contents, and what cleaning makes of them: measured, not claimed. */
@NullMarked
package dev.alluvium.cleaning.bench;

import org.jspecify.annotations.NullMarked;
