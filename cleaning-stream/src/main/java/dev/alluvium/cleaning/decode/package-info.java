/** Bytes to records. */
@NullMarked
package dev.alluvium.cleaning.decode;

import org.jspecify.annotations.NullMarked;
