/** Bytes to records. */
@NullMarked
package dev.alluvium.contracts.record.decode;

import org.jspecify.annotations.NullMarked;
