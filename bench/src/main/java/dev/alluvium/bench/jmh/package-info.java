/** JMH benchmarks of the hot paths: {@code make benchmarks}. */
@NullMarked
package dev.alluvium.bench.jmh;

import org.jspecify.annotations.NullMarked;
