/** Verdicts on trained adapters. */
@NullMarked
package dev.alluvium.contracts.evaluation;

import org.jspecify.annotations.NullMarked;
