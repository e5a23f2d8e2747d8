/** The gate: pure rules over what was observed. */
@NullMarked
package dev.alluvium.evaluator.gate;

import org.jspecify.annotations.NullMarked;
