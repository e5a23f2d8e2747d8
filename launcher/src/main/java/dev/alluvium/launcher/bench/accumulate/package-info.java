/** How fast the accumulator's job is, beside a job that only reads and a store that is only written to. */
@NullMarked
package dev.alluvium.launcher.bench.accumulate;

import org.jspecify.annotations.NullMarked;
