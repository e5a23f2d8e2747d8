/** Looks ahead: what a run would take, and which hyperparameters suit a base. */
@NullMarked
package dev.alluvium.trainer.trial;

import org.jspecify.annotations.NullMarked;
