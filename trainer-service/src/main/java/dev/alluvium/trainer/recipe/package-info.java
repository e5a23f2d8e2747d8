/** How a round becomes an adapter: wordings, mixture, schedule and the training loop. No Kafka, no store. */
@NullMarked
package dev.alluvium.trainer.recipe;

import org.jspecify.annotations.NullMarked;
