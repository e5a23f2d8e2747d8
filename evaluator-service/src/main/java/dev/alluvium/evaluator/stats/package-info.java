/** Exact and resampled one-sided bounds. */
@NullMarked
package dev.alluvium.evaluator.stats;

import org.jspecify.annotations.NullMarked;
