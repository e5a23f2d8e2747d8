/** Whether an answer is the expected one. */
@NullMarked
package dev.alluvium.evaluator.match;

import org.jspecify.annotations.NullMarked;
