/** Heuristics that tell text from what only looks like it. */
@NullMarked
package dev.alluvium.cleaning.quality;

import org.jspecify.annotations.NullMarked;
