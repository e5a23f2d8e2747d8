/** JMH benchmarks of the hot paths: {@code make benchmarks}. */
@NullMarked
package dev.alluvium.benchmarks;

import org.jspecify.annotations.NullMarked;
