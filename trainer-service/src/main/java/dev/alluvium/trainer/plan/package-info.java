/** What the trainer does next, as pure functions of what it has read. */
@NullMarked
package dev.alluvium.trainer.plan;

import org.jspecify.annotations.NullMarked;
