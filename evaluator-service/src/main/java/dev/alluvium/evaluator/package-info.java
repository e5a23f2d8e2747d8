/** Judges trained adapters: asks, measures, and decides by the gate. */
@NullMarked
package dev.alluvium.evaluator;

import org.jspecify.annotations.NullMarked;
