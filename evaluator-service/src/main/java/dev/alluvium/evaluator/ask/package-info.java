/** Asking a version: greedy answers and likelihoods. */
@NullMarked
package dev.alluvium.evaluator.ask;

import org.jspecify.annotations.NullMarked;
