/** The gate under the experiment of the tiny base's worlds. */
@NullMarked
package dev.alluvium.evaluator.bench;

import org.jspecify.annotations.NullMarked;
