/** The suites: the same cases in the same order for candidate and champion. */
@NullMarked
package dev.alluvium.evaluator.suite;

import org.jspecify.annotations.NullMarked;
