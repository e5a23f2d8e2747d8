/** One evaluation from its inputs to the verdict, without Kafka or store. */
@NullMarked
package dev.alluvium.evaluator.evaluation;

import org.jspecify.annotations.NullMarked;
