/** How fast an adapter trains on real records, and in how much memory. */
@NullMarked
package dev.alluvium.bench.train;

import org.jspecify.annotations.NullMarked;
