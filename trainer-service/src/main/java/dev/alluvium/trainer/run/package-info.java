/** One run in the object store: its lease, its attempts, its checkpoints, its result. */
@NullMarked
package dev.alluvium.trainer.run;

import org.jspecify.annotations.NullMarked;
