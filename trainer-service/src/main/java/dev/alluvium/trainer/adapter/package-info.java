/** Kafka and HTTP around the trainer. */
@NullMarked
package dev.alluvium.trainer.adapter;

import org.jspecify.annotations.NullMarked;
