/** Bytes to records. */
@NullMarked
package dev.alluvium.knowledge.decode;

import org.jspecify.annotations.NullMarked;
