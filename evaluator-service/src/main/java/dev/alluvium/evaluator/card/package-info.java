/** The decision card: one self-contained page that says what the gate decided about a version, and why. */
@NullMarked
package dev.alluvium.evaluator.card;

import org.jspecify.annotations.NullMarked;
