/**
 * What the accumulator decides, without Flink, Kafka or object storage: which pending records make a round, which are
 * dropped, held or returned, and when. Everything here is immutable and a function of its arguments.
 */
@NullMarked
package dev.alluvium.accumulator.round;

import org.jspecify.annotations.NullMarked;
