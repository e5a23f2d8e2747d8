/** The accumulator as a service: an embedded Flink job, its status, its routes and its meters. */
@NullMarked
package dev.alluvium.accumulator;

import org.jspecify.annotations.NullMarked;
