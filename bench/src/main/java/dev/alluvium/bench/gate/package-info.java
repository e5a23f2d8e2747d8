/** The gate as an experiment: rounds of known kinds on made-up worlds, and what becomes of them. */
@NullMarked
package dev.alluvium.bench.gate;

import org.jspecify.annotations.NullMarked;
