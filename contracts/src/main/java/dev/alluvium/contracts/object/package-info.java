/** Keys of everything in the bucket, and references to it. */
@NullMarked
package dev.alluvium.contracts.object;

import org.jspecify.annotations.NullMarked;
