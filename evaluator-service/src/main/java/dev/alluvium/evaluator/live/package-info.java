/**
 * Live A/B analysis: which of two versions serves its users better, decided while the outcomes come in.
 *
 * <p>Pure: it is told outcomes and the time, and says what it thinks of the experiment now.
 */
@NullMarked
package dev.alluvium.evaluator.live;

import org.jspecify.annotations.NullMarked;
