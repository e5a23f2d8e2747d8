/** Free-form answers and documents: what no matcher can call right or wrong. */
@NullMarked
package dev.alluvium.evaluator.free;

import org.jspecify.annotations.NullMarked;
