/** What the trainer knows and does at this moment, shared by the threads that read, train and answer. */
@NullMarked
package dev.alluvium.trainer.coordinator;

import org.jspecify.annotations.NullMarked;
