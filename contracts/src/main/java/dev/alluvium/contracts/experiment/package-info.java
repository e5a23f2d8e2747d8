/** Experiments on live traffic: what runs, and how it ended. */
@NullMarked
package dev.alluvium.contracts.experiment;

import org.jspecify.annotations.NullMarked;
