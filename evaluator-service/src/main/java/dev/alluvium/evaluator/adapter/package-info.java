/** The evaluator's Kafka, object store and HTTP side. */
@NullMarked
package dev.alluvium.evaluator.adapter;

import org.jspecify.annotations.NullMarked;
