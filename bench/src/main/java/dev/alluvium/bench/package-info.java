/** Experiments with the parts that ship, run by hand; their tables are in the documentation. */
@NullMarked
package dev.alluvium.bench;

import org.jspecify.annotations.NullMarked;
