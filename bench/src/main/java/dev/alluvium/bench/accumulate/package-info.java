/** How fast the accumulator's job is, beside a job that only reads and a store that is only written to. */
@NullMarked
package dev.alluvium.bench.accumulate;

import org.jspecify.annotations.NullMarked;
