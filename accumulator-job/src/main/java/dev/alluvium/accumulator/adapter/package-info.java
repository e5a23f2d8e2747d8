/** The Flink job: its operators, sources, sinks, and the cluster that runs it inside this process. */
@NullMarked
package dev.alluvium.accumulator.adapter;

import org.jspecify.annotations.NullMarked;
