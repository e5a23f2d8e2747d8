/** Runs, progress and trained adapters. */
@NullMarked
package dev.alluvium.contracts.training;

import org.jspecify.annotations.NullMarked;
