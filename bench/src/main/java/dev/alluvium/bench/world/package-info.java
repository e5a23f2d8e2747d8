/** The gate under the experiment of the tiny base's worlds. */
@NullMarked
package dev.alluvium.bench.world;

import org.jspecify.annotations.NullMarked;
