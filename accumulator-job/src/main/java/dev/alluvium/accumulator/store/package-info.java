/** What the accumulator writes to the object store: segments, their markers, manifests. */
@NullMarked
package dev.alluvium.accumulator.store;

import org.jspecify.annotations.NullMarked;
